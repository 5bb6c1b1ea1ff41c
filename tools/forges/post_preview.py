"""Post the effect preview of a pull request as one comment that is kept up to date.

Run by .github/workflows/preview.yml with a token that may comment. The artifact comes from a run
that a contributor could shape, so it is data: bounded, only text is taken, the pull request named
in it has to be the one whose head that run was for, and the text can neither mention nor embed
anything, nor link anywhere but to the public site that the default branch names.
The standard library only; nothing is installed where the token is.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
import urllib.error
import urllib.request
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ARTIFACT: Final = "preview"
TEXT: Final = "preview.md"
NUMBER: Final = "pull-request"
MARKER: Final = "<!-- zhucun-preview -->"
AUTHOR: Final = "github-actions[bot]"

MOST_ZIPPED: Final = 256 * 1024
MOST_BYTES: Final = 1024 * 1024
MOST_ANSWER: Final = 16 * 1024 * 1024
#: A comment may hold 65,536 characters.
MOST_CHARACTERS: Final = 60_000
MOST_PAGES: Final = 20
SECONDS: Final = 30

SITE_SETTINGS: Final = "mkdocs.yml"

_SITE = re.compile(r"^site_url: *[\"']?(https://[A-Za-z0-9.:/_~-]+)", re.MULTILINE)
_SHA = re.compile(r"[0-9a-f]{40}")
_NUMBER = re.compile(rb"[1-9][0-9]{0,8}")
_TAGS = re.compile(r"&lt;(/?(?:details|summary)|br)>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)")
# What a forge makes a link, a mention, a reference or a picture of, unless it is interrupted.
_LIVE = re.compile(r"@|//|!(?=\[)|#(?=[0-9])|GH-(?=[0-9])|www(?=\.)", re.IGNORECASE)
_GAP: Final = "\u200b"

#: What reading an archive of any make may raise.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


class Unfit(Exception):
    """Why nothing is posted, as a sentence; `wrong` where somebody should look into it."""

    def __init__(self, sentence: str, *, wrong: bool = False) -> None:
        super().__init__(sentence)
        self.wrong = wrong


@dataclass(frozen=True)
class Forge:
    """GitHub's API for one repository (`owner/name`), with a token."""

    api: str
    repository: str
    token: str

    def ask(self, path: str, *, method: str = "GET", content: object = None) -> Any:
        """The JSON answer to a request below the repository."""
        return json.loads(self.bytes(path, method=method, content=content, most=MOST_ANSWER))

    def bytes(self, path: str, *, method: str = "GET", content: object = None, most: int) -> bytes:
        """The raw answer; Unfit if it is longer than `most`, or the forge refuses."""
        url = f"{self.api}/repos/{self.repository}/{path}"
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(url, data=body, method=method)  # noqa: S310 the API's own
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # not sent on to where a download is redirected
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                found: bytes = answer.read(most + 1)
        except urllib.error.HTTPError as error:
            raise Unfit(f"代码平台拒绝了请求（{error.code}）：{path}", wrong=True) from None
        except OSError as error:
            raise Unfit(f"连不上代码平台：{error}", wrong=True) from None
        if len(found) > most:
            raise Unfit(f"代码平台的回答太长：{path}", wrong=True)
        return found


def main(environment: dict[str, str]) -> int:
    """Posts or updates the comment; 0 when it was, or when there is rightly nothing to post."""
    forge = Forge(
        environment["GITHUB_API_URL"], environment["GITHUB_REPOSITORY"], environment["TOKEN"]
    )
    head = environment["HEAD_SHA"]
    try:
        number, text = preview_of(forge, int(environment["RUN_ID"]), head)
        print(post(forge, number, comment_of(text, head, site_of(Path(SITE_SETTINGS)))))
    except Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 1 if unfit.wrong else 0
    return 0


def preview_of(forge: Forge, run: int, head: str) -> tuple[int, str]:
    """The pull request and the preview that a run left, both verified."""
    if not _SHA.fullmatch(head):
        raise Unfit("提交编号不对。", wrong=True)
    listed = forge.ask(f"actions/runs/{run}/artifacts?name={ARTIFACT}&per_page=2")["artifacts"]
    if not listed:
        raise Unfit("这次检查没有交出影响预览，不贴。")
    artifact = listed[0]
    if artifact["size_in_bytes"] > MOST_ZIPPED:
        raise Unfit("影响预览太大，不贴。", wrong=True)
    zipped = forge.bytes(f"actions/artifacts/{int(artifact['id'])}/zip", most=MOST_ZIPPED)
    number, text = unpacked(zipped)
    verify(forge, number, head)
    return number, text


def unpacked(zipped: bytes) -> tuple[int, str]:
    """The number and the text in an artifact; anything else in it is ignored."""
    try:
        with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
            number = _member(archive, NUMBER, 64).strip()
            text = _member(archive, TEXT, MOST_BYTES).decode("utf-8")
    except BROKEN:
        raise Unfit("影响预览的内容不合格式，不贴。", wrong=True) from None
    if not _NUMBER.fullmatch(number):
        raise Unfit("影响预览里的合并请求编号不对，不贴。", wrong=True)
    return int(number), text


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(name)
    return content


def verify(forge: Forge, number: int, head: str) -> None:
    """Refuses a number whose pull request isn't an open one of this repository with this head."""
    pull = forge.ask(f"pulls/{number}")
    if pull["base"]["repo"]["full_name"].lower() != forge.repository.lower():
        raise Unfit("合并请求不是本库的，不贴。", wrong=True)
    if pull["state"] != "open" or pull["head"]["sha"] != head:
        raise Unfit("合并请求已经关闭，或又有了新的提交；不贴旧的预览。")


def site_of(settings: Path) -> str:
    """The public site's address with a slash at its end; "" where the settings name none."""
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    found = _SITE.search(text)
    return f"{found[1].rstrip('/')}/" if found else ""


def comment_of(text: str, head: str, site: str = "") -> str:
    """The comment's body: marker, where it comes from, the preview as inert text."""
    origin = f"> 提交 {head[:8]} 的影响预览，由检查程序写出，供审核时参考；不是审核意见。"
    return f"{MARKER}\n{origin}\n\n{inert(text, site)}\n"


def inert(text: str, site: str = "") -> str:
    """Markdown that keeps its headings, lists, tables and links to `site`, otherwise only text."""
    kept = "".join(c for c in text.replace("\r\n", "\n") if c == "\n" or _is_seen(c))
    link = rf"(\]\({re.escape(site)}[A-Za-z0-9/_.#-]*\))" if site else r"(?!)()"
    parts = re.split(link, kept)
    plain = "".join(part if n % 2 else _inert(part) for n, part in enumerate(parts))
    if len(plain) <= MOST_CHARACTERS:
        return plain.strip("\n")
    cut = plain[:MOST_CHARACTERS].rpartition("\n")[0]
    return f"{cut}\n\n（太长，余下从略；请在本机用 zhucun preview 查看全部。）"


def _inert(text: str) -> str:
    plain = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    plain = _TAGS.sub(r"<\1>", plain)
    return _LIVE.sub(lambda found: found[0][0] + _GAP + found[0][1:], plain)


def _is_seen(character: str) -> bool:
    """Not a control, a direction mark or anything else without a shape."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def post(forge: Forge, number: int, body: str) -> str:
    """Creates the comment, or updates the one that an earlier run created; says which."""
    earlier = _own_comment(forge, number)
    if earlier is None:
        forge.ask(f"issues/{number}/comments", method="POST", content={"body": body})
        return f"合并请求 {number}：贴出了影响预览。"
    if earlier["body"] == body:
        return f"合并请求 {number}：影响预览没有变化。"
    forge.ask(f"issues/comments/{int(earlier['id'])}", method="PATCH", content={"body": body})
    return f"合并请求 {number}：更新了影响预览。"


def _own_comment(forge: Forge, number: int) -> dict[str, Any] | None:
    """The comment to update; somebody else's that carries the marker is left alone."""
    for page in range(1, MOST_PAGES + 1):
        comments = forge.ask(f"issues/{number}/comments?per_page=100&page={page}")
        for comment in comments:
            author = comment.get("user") or {}
            own = author.get("login") == AUTHOR and author.get("type") == "Bot"
            if own and comment["body"].startswith(MARKER):
                found: dict[str, Any] = comment
                return found
        if len(comments) < 100:
            break
    return None


if __name__ == "__main__":
    sys.exit(main(dict(os.environ)))
