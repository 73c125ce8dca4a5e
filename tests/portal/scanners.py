"""A scanner that answers as a test wants: ClamAV's INSTREAM over a Unix socket, in a thread."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress


def _exactly(line, size):
    data = b""
    while len(data) < size:
        piece = line.recv(size - len(data))
        if not piece:
            raise ConnectionError
        data += piece
    return data


def _read(line):
    """What was sent, put together as ClamAV does."""
    assert _exactly(line, 10) == b"zINSTREAM\0"
    file = b""
    while size := struct.unpack("!I", _exactly(line, 4))[0]:
        file += _exactly(line, size)
    return file


@contextmanager
def scanner(settings, tmp_path, answer):
    """Yields the list of files it was sent. `answer`: bytes, or None for a scanner that never says anything."""
    path, files, over = str(tmp_path / "clamd"), [], threading.Event()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        listening.settimeout(0.1)

        def serve():
            while not over.is_set():
                with suppress(TimeoutError, OSError), listening.accept()[0] as line:
                    line.settimeout(5)
                    files.append(_read(line))
                    over.wait(5) if answer is None else line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        settings.CLAMAV = path
        try:
            yield files
        finally:
            over.set()
            thread.join()
            settings.CLAMAV = None
