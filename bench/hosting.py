"""Serves a built site the way a host of static pages does: compressed, kept alive, cacheable."""

from __future__ import annotations

import gzip
import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
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
PICTURES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}
#: Level of nginx's and GitHub Pages' order, not the best there is.
LEVEL = 6
#: Bytes of a status line and headers, about; what a browser counts as transferred has them too.
SMALLEST = 256


class Host(ThreadingHTTPServer):
    """Says nothing when a page that is left breaks off what it was fetching."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """As the base does, but for connections that the browser closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Files(BaseHTTPRequestHandler):
    """Answers from a folder, in HTTP/1.1."""

    protocol_version = "HTTP/1.1"
    # Headers and body in one go: else a kept-alive connection waits for delayed acknowledgements.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, top: Path, **named: Any) -> None:
        self.top = top
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """The file, its folder's index.html, or the site's page for wrong addresses."""
        file, status = self._found()
        if file is None:
            self._answer(b"not found", "text/plain", HTTPStatus.NOT_FOUND)
            return
        if status is HTTPStatus.MOVED_PERMANENTLY:
            self.send_response(status)
            self.send_header("Location", urlsplit(self.path).path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        suffix = file.suffix.lower()
        kind = TYPES.get(suffix) or PICTURES.get(suffix, "application/octet-stream")
        self._answer(file.read_bytes(), kind, status, packable=suffix in TYPES)

    def _found(self) -> tuple[Path | None, HTTPStatus]:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = (self.top / path).resolve()
        if file.is_relative_to(self.top):
            if file.is_dir() and not self.path.split("?")[0].endswith("/"):
                return file, HTTPStatus.MOVED_PERMANENTLY
            file = file / "index.html" if file.is_dir() else file
            if file.is_file():
                return file, HTTPStatus.OK
        wrong = next(
            iter(sorted(self.top.glob("404.html")) + sorted(self.top.glob("*/404.html"))), None
        )
        return wrong, HTTPStatus.NOT_FOUND

    def _answer(
        self, body: bytes, kind: str, status: HTTPStatus, *, packable: bool = False
    ) -> None:
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        packed = (
            packable and len(body) > SMALLEST and "gzip" in self.headers.get("Accept-Encoding", "")
        )
        if packed:
            body = compressed(body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("ETag", tag)
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: a bench prints its own lines."""


def compressed(body: bytes) -> bytes:
    """As a host sends it; the same bytes for the same body."""
    return gzip.compress(body, LEVEL, mtime=0)


@contextmanager
def hosted(top: Path) -> Iterator[str]:
    """The address at which the files of a folder are served, ending in "/"."""
    server = Host(("127.0.0.1", 0), partial(Files, top=top.resolve()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
