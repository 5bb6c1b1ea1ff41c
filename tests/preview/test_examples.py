"""Changes in examples an official can read, each with its preview held by a golden file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from preview.overlaid import AS_OF, TOWN, edited
from zhucun.preview.effects import preview_of
from zhucun.preview.render import markdown
from zhucun.read.strict import parse

HERE = Path(__file__).parent
SITE = "https://example.org/zhucun/"


def _examples() -> list[dict[str, Any]]:
    parsed = parse((HERE / "examples.yml").read_bytes())
    assert isinstance(parsed.value, dict), parsed.fault
    found: list[dict[str, Any]] = parsed.value["例子"]
    return found


def _placed(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Files are named from the township's folder; from the root with a slash in front."""
    return [{**change, "文件": _path(str(change["文件"]))} for change in changes]


def _path(name: str) -> str:
    if name.startswith("/"):
        return name[1:]
    parts: list[str] = []
    for part in PurePosixPath(TOWN, name).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _told(root: Path, example: dict[str, Any]) -> str:
    before = edited(root, _placed(example.get("先改", [])))
    after = edited(root, _placed([*example.get("先改", []), *example["改动"]]))
    public = bool(example.get("公开", False))
    found = preview_of(before, after, after.files, AS_OF, public=public)
    return markdown(found, site=SITE)


@pytest.mark.parametrize("example", _examples(), ids=lambda example: str(example["名"]))
def test_example(example: dict[str, Any], planted: dict[str, Path], bless: bool) -> None:
    mini = planted[str(example.get("制度", "s0"))]
    golden = HERE / "data" / f"{example['名']}.md"
    text = _told(mini, example)
    if bless:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert text == _told(mini, example)


def test_every_golden_file_has_its_example() -> None:
    names = {f"{example['名']}.md" for example in _examples()}
    assert {path.name for path in (HERE / "data").glob("*.md")} == names
