"""From build/docs to the finished site: MkDocs renders it, Pagefind indexes it."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhucun.publish.finding import full_text

REPOSITORY = Path(__file__).resolve().parents[3]
CONFIG = REPOSITORY / "mkdocs.yml"

# What Pagefind writes for its own user interfaces, which this site does not use.
_UNUSED = (
    "pagefind-component-ui.*",
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-highlight.js",
    "pagefind-worker.js",
)
# Material's own scripts and stylesheets, which the frame in site_overrides/theme replaces.
_UNUSED_ASSETS = ("assets/javascripts", "assets/stylesheets", "assets/images")
# Empty without the site's own address; and gzip's bytes are not the same on every machine.
_UNUSED_LISTS = ("sitemap.xml", "sitemap.xml.gz")


class RenderingError(Exception):
    """The renderer or the indexer failed; the message is a Chinese sentence with its own words."""


def render_pages(docs: Path, site: Path, epoch: int, address: str = "") -> None:
    """Runs MkDocs over `docs` into `site`; `epoch` (seconds) stands for the time of the build.

    `address` is where the site will stand, "" if that isn't known: the page for wrong addresses,
    which is served at any depth, finds the rest of the site by it.
    """
    with _environment(NO_MKDOCS_2_WARNING="1", SOURCE_DATE_EPOCH=str(epoch)):
        # Imported here: loading MkDocs takes longer than most commands run.
        from mkdocs.commands.build import build  # noqa: PLC0415
        from mkdocs.config import load_config  # noqa: PLC0415
        from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        try:
            config = load_config(
                str(CONFIG), docs_dir=str(docs), site_dir=str(site), site_url=address
            )
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise RenderingError(f"MkDocs 没能生成网页：{error}") from error
    for name in _UNUSED_ASSETS:
        shutil.rmtree(site / name, ignore_errors=True)
    for name in _UNUSED_LISTS:
        (site / name).unlink(missing_ok=True)


def index_pages(site: Path) -> None:
    """Runs Pagefind over what the rendered site says; the index stands in its folder `pagefind`."""
    full_text.index(site, lambda records: _pagefind(records, site / "pagefind"))
    for pattern in _UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()


def _pagefind(records: Path, out: Path) -> None:
    from pagefind_bin_extended import get_executable  # noqa: PLC0415

    command = [str(get_executable()), "--site", str(records), "--output-path", str(out), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RenderingError(f"Pagefind 没能建立索引：{(done.stderr or done.stdout).strip()}")


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
