"""Races with real threads: everybody waits at a barrier and starts at once.

The test needs `@pytest.mark.django_db(transaction=True)`: threads see only what is committed. Each thread has its own
connection, works as the app role like the portal does, and closes the connection at its end.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def race(work, count=20, *, timeout=60):
    """Runs `work(number)` in `count` threads that start together; returns the results or exceptions in order."""
    barrier = Barrier(count)

    def run(number):
        try:
            barrier.wait(timeout)
            return work(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return [future.result(timeout) for future in [pool.submit(run, number) for number in range(count)]]
