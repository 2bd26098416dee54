"""A producer thread that works ahead, so that producing items overlaps with consuming them."""

import queue
import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def read_ahead(items: Iterator[_Item], depth: int = 4) -> Generator[_Item, None, None]:
    """Yield every item in order while a thread already produces the next ones.

    The thread starts when the first item is requested, and has ended when the generator is
    exhausted, closed or garbage-collected.

    Parameters
    ----------
    items : iterator
        Iterated in the thread; its exceptions are raised here, after the items before them.
    depth : int
        How many items may be ready or in production before the consumer requests them; at
        least 1. With 1, production of an item starts when the one before is taken, so a camera's
        frame is never older than one iteration of the consumer.
    """
    ready: queue.SimpleQueue[tuple[_Item] | _End] = queue.SimpleQueue()
    free = threading.Semaphore(depth)
    stop = threading.Event()

    def work() -> None:
        end = _End(None)
        try:
            free.acquire()
            for item in items:
                ready.put((item,))
                free.acquire()
                if stop.is_set():
                    return
        except BaseException as error:  # re-raised in the consumer
            end = _End(error)
        ready.put(end)

    thread = threading.Thread(target=work, name="read-ahead", daemon=True)
    thread.start()
    try:
        while True:
            got = ready.get()
            if isinstance(got, _End):
                if got.error is not None:
                    raise got.error
                return
            free.release()
            yield got[0]
    finally:
        stop.set()
        # Wakes up a waiting thread, which then sees that it has to stop.
        free.release()
        thread.join()


class _End:
    """The last element of the queue, with the exception that ended the iteration, if any."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error
