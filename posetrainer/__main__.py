"""Where the program begins: ``posetrainer``, and ``python -m posetrainer``."""

import signal


def main() -> None:
    """Run the command line."""
    # Modules take a second to be imported; interrupted meanwhile, Python prints a traceback, or
    # a library a word of its own. There is nothing to clear up yet. Ignored, it stays ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from posetrainer.cli import main as run

    run()


if __name__ == "__main__":
    main()
