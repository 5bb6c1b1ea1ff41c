"""Serves a built site the way a host of static pages does: compressed, kept alive, cacheable."""

from __future__ import annotations

import gzip
import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

#: What hosts compress, with the type they send; everything else goes out as it lies there.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".atom": "application/atom+xml",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}
PICTURES = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
#: gzip's level at most hosts: not the best there is.
LEVEL = 6
#: Bytes below which a host doesn't compress.
SMALLEST = 256


class Host(ThreadingHTTPServer):
    """Serves the folder `top`; notes the path and the bytes, headers included, of what it sends."""

    daemon_threads = True

    def __init__(self, top: Path) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.top = top.resolve()
        self.sent: list[tuple[str, int]] = []

    @property
    def address(self) -> str:
        """Where it is, ending in "/"."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """As the base does, but for connections that a browser closed when it left a page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Answer(BaseHTTPRequestHandler):
    """Answers one browser, in HTTP/1.1 over a connection kept alive."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Host

    def do_GET(self) -> None:
        """A file, a folder's index.html, or the site's page for wrong addresses."""
        path = unquote(urlsplit(self.path).path)
        file = (self.server.top / path.lstrip("/")).resolve()
        inside = file.is_relative_to(self.server.top)
        if inside and file.is_dir():
            if not path.endswith("/"):
                self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": self.path + "/"})
                return
            file /= "index.html"
        if inside and file.is_file():
            self._file(file, HTTPStatus.OK)
            return
        wrong = sorted(self.server.top.glob("404.html")) + sorted(
            self.server.top.glob("*/404.html")
        )
        if wrong:
            self._file(wrong[0], HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.NOT_FOUND, {})

    def _file(self, file: Path, status: HTTPStatus) -> None:
        suffix, body = file.suffix.lower(), file.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        caching = {"Cache-Control": "max-age=600", "ETag": tag}
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            self._send(HTTPStatus.NOT_MODIFIED, caching)
            return
        kind = TYPES.get(suffix) or PICTURES.get(suffix, "application/octet-stream")
        headers = {"Content-Type": kind, **caching}
        if suffix in TYPES and len(body) > SMALLEST:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                body = compressed(body)
        self._send(status, headers, body)

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> None:
        told = {"Date": self.date_time_string(), **headers, "Content-Length": str(len(body))}
        lines = [f"{self.protocol_version} {status.value} {status.phrase}"]
        lines += [f"{name}: {value}" for name, value in told.items()]
        # Headers and body at once: a browser on a kept-alive connection then waits for neither.
        whole = "\r\n".join([*lines, "", ""]).encode("latin-1") + body
        self.server.sent.append((self.path, len(whole)))
        self.wfile.write(whole)


def compressed(body: bytes) -> bytes:
    """As a host sends it; the same bytes for the same body."""
    return gzip.compress(body, LEVEL, mtime=0)


@contextmanager
def hosted(top: Path) -> Iterator[Host]:
    """Serves the files of a folder until the block ends."""
    host = Host(top)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
