"""The comment on a pull request: what a contributor leaves is data, whatever it says."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import post_preview
import pytest

HEAD = "a" * 40
PREVIEW = "# 影响预览\n\n- 示例甲：到岗 19 → 20\n"


def zipped(**members: str | bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr({"text": "preview.md", "number": "pull-request"}.get(name, name), text)
    return content.getvalue()


@dataclass
class GitHub:
    """As much of its API as the script uses, and what was asked of it."""

    artifact: bytes = field(default_factory=lambda: zipped(text=PREVIEW, number="7\n"))
    size: int | None = None
    pull: dict[str, Any] = field(
        default_factory=lambda: {
            "state": "open",
            "head": {"sha": HEAD},
            "base": {"repo": {"full_name": "office/records"}},
        }
    )
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens_at_store: list[str | None] = field(default_factory=list)
    port: int = 0

    def answer(self, method: str, path: str, body: Any) -> tuple[int, bytes, str]:
        """Status, body, and where to go instead."""
        self.asked.append((method, path))
        place, _, query = path.removeprefix("/repos/office/records/").partition("?")
        match method, place.split("/"):
            case "GET", ["actions", "runs", "42", "artifacts"]:
                size = len(self.artifact) if self.size is None else self.size
                listed = [{"id": 9, "size_in_bytes": size}] if self.artifact else []
                return 200, json.dumps({"artifacts": listed}).encode(), ""
            case "GET", ["actions", "artifacts", "9", "zip"]:
                return 302, b"", f"http://127.0.0.1:{self.port}/store"
            case "GET", ["", "store"]:
                return 200, self.artifact, ""
            case "GET", ["pulls", "7"]:
                return 200, json.dumps(self.pull).encode(), ""
            case "GET", ["issues", "7", "comments"]:
                page = int(query.rpartition("=")[2])
                return 200, json.dumps(self.comments[100 * (page - 1) : 100 * page]).encode(), ""
            case "POST", ["issues", "7", "comments"]:
                self.comments.append(comment(body["body"], len(self.comments) + 1))
                return 201, b"{}", ""
            case "PATCH", ["issues", "comments", number]:
                self.comments[int(number) - 1]["body"] = body["body"]
                return 200, b"{}", ""
        return 404, b"{}", ""

    @property
    def wrote(self) -> list[str]:
        return [method for method, _ in self.asked if method != "GET"]


def comment(
    body: str, number: int, login: str = "github-actions[bot]", kind: str = "Bot"
) -> dict[str, Any]:
    return {"id": number, "body": body, "user": {"login": login, "type": kind}}


@pytest.fixture
def github() -> Iterator[GitHub]:
    forge = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            token = self.headers.get("Authorization")
            if self.path == "/store":
                forge.tokens_at_store.append(token)
            elif token != "Bearer secret":
                self.send_error(401)
                return
            status, content, place = forge.answer(self.command, self.path, body)
            self.send_response(status)
            if place:
                self.send_header("Location", place)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = handle_any  # noqa: N815 the names that it calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forge.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield forge
    server.shutdown()
    thread.join()
    server.server_close()


def run(github: GitHub, head: str = HEAD) -> int:
    return post_preview.main(
        {
            "GITHUB_API_URL": f"http://127.0.0.1:{github.port}",
            "GITHUB_REPOSITORY": "office/records",
            "TOKEN": "secret",
            "RUN_ID": "42",
            "HEAD_SHA": head,
        }
    )


def test_the_preview_is_posted_once_and_then_kept_up_to_date(
    github: GitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(github) == 0
    assert github.wrote == ["POST"]
    (posted,) = github.comments
    assert posted["body"].startswith(post_preview.MARKER)
    assert "到岗 19 → 20" in posted["body"]
    assert HEAD[:8] in posted["body"]
    assert run(github) == 0
    assert github.wrote == ["POST"]
    github.artifact = zipped(text=PREVIEW.replace("20", "21"), number="7")
    assert run(github) == 0
    assert github.wrote == ["POST", "PATCH"]
    assert "到岗 19 → 21" in github.comments[0]["body"]
    said = capsys.readouterr().out.splitlines()
    told = ("贴出了影响预览。", "影响预览没有变化。", "更新了影响预览。")
    assert said == [f"合并请求 7：{what}" for what in told]


def test_its_comment_is_found_behind_many_others(github: GitHub) -> None:
    github.comments = [comment("看过了", n, "someone", "User") for n in range(1, 151)]
    github.comments[120] = comment(f"{post_preview.MARKER}\n旧的", 121)
    assert run(github) == 0
    assert github.wrote == ["PATCH"]
    assert "到岗" in github.comments[120]["body"]


def test_a_comment_of_somebody_else_is_never_touched(github: GitHub) -> None:
    fake = f"{post_preview.MARKER}\n我的话"
    github.comments = [
        comment(fake, 1, "stranger", "User"),
        comment(fake, 2, "github-actions[bot]", "User"),
        comment(fake, 3, "another[bot]", "Bot"),
        comment(f"引用：{post_preview.MARKER}", 4),
    ]
    assert run(github) == 0
    assert github.wrote == ["POST"]
    assert [c["body"] for c in github.comments[:3]] == [fake] * 3


def test_the_token_stays_with_the_api(github: GitHub) -> None:
    assert run(github) == 0
    assert github.tokens_at_store == [None]


@pytest.mark.parametrize(
    ("pull", "code"),
    [
        pytest.param({"head": {"sha": "b" * 40}}, 0, id="another head"),
        pytest.param({"state": "closed"}, 0, id="closed"),
        pytest.param({"base": {"repo": {"full_name": "other/place"}}}, 1, id="another repository"),
    ],
)
def test_the_number_is_not_taken_on_trust(github: GitHub, pull: dict[str, Any], code: int) -> None:
    github.pull |= pull
    assert run(github) == code
    assert github.wrote == []


@pytest.mark.parametrize(
    "artifact",
    [
        pytest.param(b"no archive", id="no archive"),
        pytest.param(zipped(text=PREVIEW), id="no number"),
        pytest.param(zipped(number="7"), id="no preview"),
        pytest.param(zipped(text=b"\xff\xfe", number="7"), id="no UTF-8"),
        pytest.param(zipped(text=PREVIEW, number="7/../../8"), id="a path for a number"),
        pytest.param(zipped(text=PREVIEW, number="7\n8"), id="two numbers"),
        pytest.param(zipped(text=PREVIEW, number="-7"), id="a negative number"),
        pytest.param(zipped(text=PREVIEW, number="７"), id="a number in full width"),
        pytest.param(zipped(text=PREVIEW, number="9" * 100), id="a long number"),
        pytest.param(zipped(text=b"0" * (2 << 20), number="7"), id="a bomb"),
        pytest.param(zipped(text=PREVIEW, number="7")[:-40], id="cut short"),
    ],
)
def test_an_odd_artifact_is_refused(
    github: GitHub, artifact: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    github.artifact = artifact
    assert run(github) == 1
    assert github.wrote == []
    assert "不贴" in capsys.readouterr().err


@pytest.mark.parametrize("lies", [False, True])
def test_a_large_artifact_is_not_read(github: GitHub, lies: bool) -> None:
    github.artifact = zipped(text=PREVIEW, number="7") + b"0" * (300 << 10)
    github.size = 100 if lies else None
    assert run(github) == 1
    assert github.wrote == []
    assert any(path.endswith("/zip") for _, path in github.asked) == lies


def test_a_run_without_artifact_is_no_fault(github: GitHub) -> None:
    github.artifact = b""
    assert run(github) == 0
    assert github.wrote == []


def test_a_forge_that_refuses_is_told_without_the_token(
    github: GitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(github, head="not a commit") == 1
    github.pull = {}
    github.artifact = zipped(text=PREVIEW, number="8")
    assert run(github) == 1
    said = capsys.readouterr().err
    assert "404" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("@someone 看看", "@\u200bsomeone 看看"),
        ("\\@someone", "\\@\u200bsomeone"),
        ("&#64;someone", "&amp;#\u200b64;someone"),
        ("&commat;someone", "&amp;commat;someone"),
        ("[去](https://example.com/x)", "[去](https:/\u200b/example.com/x)"),
        ("[去](//example.com)", "[去](/\u200b/example.com)"),
        ("[去](/&#47;example.com)", "[去](/&amp;#\u200b47;example.com)"),
        ("![图](a.png)", "!\u200b[图](a.png)"),
        ("www.example.com", "w\u200bww.example.com"),
        ("见 #12 和 GH-12", "见 #\u200b12 和 G\u200bH-12"),
        ("<img src=x>", "&lt;img src=x>"),
        ("<details open>", "&lt;details open>"),
        (
            "<details><summary>示例县</summary>",
            "<details><summary>示例县</summary>",
        ),
        (post_preview.MARKER, "&lt;!-- zhucun-preview -->"),
        ("a\u202eb\u200bc\x1b[31md\x00", "abc[31md"),
        ("甲 &lt;乙&gt; &amp; 丙", "甲 &lt;乙&gt; &amp; 丙"),
        ("# 标题\n\n| 甲 | 乙 |\n| --- | --- |", "# 标题\n\n| 甲 | 乙 |\n| --- | --- |"),
        ("```\n@x\n```", "```\n@\u200bx\n```"),
    ],
)
def test_the_text_is_inert(text: str, posted: str) -> None:
    assert post_preview.inert(text) == posted


SITE = "https://example.org/zhucun/"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"{SITE}coverage/#S0-71", True),
        (SITE, True),
        ("https://example.org/other/", False),
        ("https://example.org.example.com/", False),
        (f"{SITE}?next=//example.com", False),
        (f"{SITE}x y", False),
        (f"{SITE}@someone", False),
    ],
)
def test_only_the_own_site_is_linked(address: str, kept: bool) -> None:
    text = f"（[s0 第十九条]({address})“发现 #1 次的”）"
    assert (f"]({address})" in post_preview.inert(text, SITE)) == kept
    assert "#\u200b1 次" in post_preview.inert(text, SITE)
    assert f"]({address})" not in post_preview.inert(text)


def test_our_own_previews_are_posted_as_they_are() -> None:
    previews = sorted((Path(__file__).parents[1] / "preview" / "data").glob("*.md"))
    assert previews
    for file in previews:
        text = file.read_text(encoding="utf-8")
        assert post_preview.inert(text, SITE) == text.strip("\n"), file.name


@pytest.mark.parametrize(
    ("settings", "site"),
    [
        ("site_name: 甲\nsite_url: https://example.org/zhucun\n", SITE),
        ('site_url: "https://example.org/zhucun/"\n', SITE),
        ("site_name: 甲\n", ""),
        ("site_url: javascript:x\n", ""),
    ],
)
def test_the_site_is_the_one_of_the_default_branch(
    tmp_path: Path, settings: str, site: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert post_preview.site_of(tmp_path / "mkdocs.yml") == site
    assert post_preview.site_of(tmp_path / "none.yml") == ""


def test_a_long_preview_is_cut_at_a_line(github: GitHub) -> None:
    github.artifact = zipped(text="一行影响预览\n" * 20_000, number="7")
    assert run(github) == 0
    body = github.comments[0]["body"]
    assert len(body) < 65_536
    assert "余下从略" in body
    assert body.split("\n\n")[-2].endswith("一行影响预览")
