"""Entry point of ``posetrainer`` and ``python -m posetrainer``."""

import signal


def main() -> None:
    """Run the command line."""
    # Importing takes a second. Ctrl+C during that time would print a traceback, and there is
    # nothing to clean up yet, so it just ends the process. If ignored, it stays ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from posetrainer.cli import main as run

    run()


if __name__ == "__main__":
    main()
