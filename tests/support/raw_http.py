"""A server that says exactly these bytes, as no well-made one would."""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread


@contextmanager
def saying(*pieces: bytes, pause: float = 0, hold: float = 0) -> Iterator[str]:
    """Answer every connection with these pieces, `pause` seconds between two, then close it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=_serve, args=(server, pieces, pause, hold), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def _serve(server: socket.socket, pieces: Sequence[bytes], pause: float, hold: float) -> None:
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            Thread(target=_say, args=(connection, pieces, pause, hold), daemon=True).start()


def _say(connection: socket.socket, pieces: Sequence[bytes], pause: float, hold: float) -> None:
    with suppress(OSError), connection:
        connection.settimeout(0.2)
        with suppress(TimeoutError):
            while connection.recv(65536):
                pass
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        time.sleep(hold)
