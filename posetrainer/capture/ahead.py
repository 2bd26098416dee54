"""Work ahead of the consumer in a thread: decoding overlaps with what is done with frames."""

import queue
import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def read_ahead(items: Iterator[_Item], depth: int = 4) -> Generator[_Item, None, None]:
    """Yield every item in order while a thread already makes the next ones.

    The thread starts with the first item asked for and has ended when the generator is
    exhausted, closed or let go of.

    Parameters
    ----------
    items : iterator
        What the thread runs through; its exceptions are raised here, after the items
        that came before.
    depth : int
        How many items may wait for the consumer, at least 1.
    """
    waiting: queue.Queue[tuple[_Item] | _End] = queue.Queue(depth)
    stop = threading.Event()

    def work() -> None:
        end = _End(None)
        try:
            for item in items:
                waiting.put((item,))
                if stop.is_set():
                    return
        except BaseException as error:  # carried over, whatever it is
            end = _End(error)
        waiting.put(end)

    thread = threading.Thread(target=work, name="read-ahead", daemon=True)
    thread.start()
    try:
        while True:
            got = waiting.get()
            if isinstance(got, _End):
                if got.error is not None:
                    raise got.error
                return
            yield got[0]
    finally:
        stop.set()
        # A thread that waits for room gets it; it puts at most one thing more.
        while not waiting.empty():
            waiting.get()
        thread.join()


class _End:
    """The last thing in the queue."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error
