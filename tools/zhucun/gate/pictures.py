"""The pictures of articles: one that was approved is final with the words; each can be shown."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.gate.change import Change, Entry
from zhucun.gate.registry import history_rule
from zhucun.read.photos import PHOTO_BYTES, photo_fault


@history_rule(
    title="照片能显示",
    why="网站显示不了的照片，文章就缺了图；传了一半的、会动的、太大的，等到发布时才知道就晚了。",
    mend="请换一张照片，文件名不变；文章已经审核的，照片用新的文件名，并更正文章的 photo/file。",
)
def picture_can_be_shown(change: Change) -> Iterator[Found]:
    """Every picture that the change brings is a whole, still photo of a size that can be shown.

    A check of everything says the same of every picture; of a change only these are opened.
    """
    for entry in change.entries:
        if entry.place and entry.place.kind == "photo" and entry.new:
            fault = photo_fault(*change.head_files.read(entry.path, PHOTO_BYTES))
            if fault is not None:
                message = fault.message.rstrip("。")
                yield Found(entry.path, "", message, discreet=message, line=1, column=1)


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
