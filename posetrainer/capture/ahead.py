"""Work ahead of the consumer in a thread: making items overlaps with what is done with them."""

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
        How many items may be made, or be in the making, before the consumer asks for them; at
        least 1. With 1, one is begun when the one before is taken, so that what comes from
        a camera is never older than one round of the consumer.
    """
    made: queue.SimpleQueue[tuple[_Item] | _Sentinel] = queue.SimpleQueue()
    room = threading.Semaphore(depth)
    stop = threading.Event()

    def work() -> None:
        end = _Sentinel(None)
        try:
            room.acquire()
            for item in items:
                made.put((item,))
                room.acquire()
                if stop.is_set():
                    return
        except BaseException as error:  # carried over, whatever it is
            end = _Sentinel(error)
        made.put(end)

    thread = threading.Thread(target=work, name="read-ahead", daemon=True)
    thread.start()
    try:
        while True:
            got = made.get()
            if isinstance(got, _Sentinel):
                if got.error is not None:
                    raise got.error
                return
            room.release()
            yield got[0]
    finally:
        stop.set()
        # A thread that waits for room gets it, and sees that it has to stop.
        room.release()
        thread.join()


class _Sentinel:
    """The last thing in the queue."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error
