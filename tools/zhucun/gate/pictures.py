"""The picture of an approved article: it was approved with the words, and is final with them."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.gate.change import Change, Entry


def pictures_altered(change: Change) -> Iterator[tuple[Entry, str]]:
    """Pictures that the change replaces or takes away though an article shows them; with its path.

    What counts is an article that BASE has approved, and that names the picture before and after:
    one that names another picture then has changed itself, and is judged by that.
    """
    for entry in change.entries:
        if entry.place and entry.place.kind == "photo" and not entry.added:
            article = _shown_in(change, entry)
            if article:
                yield entry, article


def _shown_in(change: Change, entry: Entry) -> str:
    folder, _, name = entry.path.rpartition("/")
    articles = (n.name for n in change.base_files.names(folder) or () if n.name.endswith(".md"))
    for path in (f"{folder}/{article}" for article in articles):
        before, after = change.before(path) or {}, change.after(path) or {}
        if "approval" in before and "withdrawn" not in before:
            named = [_picture(article) for article in (before, after)]
            if named == [name, name]:
                return path
    return ""


def _picture(article: dict[str, object]) -> object:
    photo = article.get("photo")
    return photo.get("file") if isinstance(photo, dict) else None
