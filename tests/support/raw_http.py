"""A server that says exactly these bytes, as no well-made one would."""

import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread


@contextmanager
def saying(*pieces: bytes, pause: float = 0, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Answer every connection with these pieces, `pause` seconds between two, then close it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=_serve, args=(server, pieces, pause, tls), daemon=True)
        thread.start()
        scheme = "https" if tls else "http"
        yield f"{scheme}://127.0.0.1:{server.getsockname()[1]}"


def _serve(
    server: socket.socket, pieces: Sequence[bytes], pause: float, tls: ssl.SSLContext | None
) -> None:
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            Thread(target=_say, args=(connection, pieces, pause, tls), daemon=True).start()


def _say(
    plain: socket.socket, pieces: Sequence[bytes], pause: float, tls: ssl.SSLContext | None
) -> None:
    with (
        suppress(OSError),
        tls.wrap_socket(plain, server_side=True) if tls else plain as connection,
    ):
        connection.settimeout(0.2)
        with suppress(TimeoutError):
            while connection.recv(65536):
                pass
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
