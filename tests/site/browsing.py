"""Serving a built site on localhost, and opening its pages as a reader does."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a line for each request."""

    def log_message(self, *_: Any) -> None:
        pass


class Served(ThreadingHTTPServer):
    """Says nothing when a page that is left breaks off what it was fetching."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(top: Path) -> Iterator[str]:
    """The address at which the files of a folder are served, ending in "/"."""
    server = Served(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def opened(
    browser: Browser, address: str, foreign: list[str], width: int, scheme: Any = "light"
) -> Page:
    """A page of its own at an address; what it asks of others is refused and noted."""
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        service_workers="block",  # what one asks for is seen by no route
    )

    def judge(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    page.route("**/*", judge)
    page.on("pageerror", lambda error: foreign.append(f"script error: {error}"))
    page.goto(address)
    return page
