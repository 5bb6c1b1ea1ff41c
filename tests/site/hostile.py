"""Fills every public free text of a tree with words of one's choosing, each of them once.

`Planter` walks the records as their schemas describe them; a text that a schema makes public or
masked is replaced by a word that fits it. Two trees filled by two makers differ in nothing else, so
that their sites may be compared tag by tag.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhucun.read.layout import place_of
from zhucun.read.strict import parse_file
from zhucun.schema.store import resolve, schema_of, validator

# What each carries besides its mark; together they are all that the issue and experience name.
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea></title></style><b>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "**粗** [链](javascript:alert(1))",
    "\\*反\\* ![图](http://evil.example/x)",
    "--- # 一 | 二 | `码` ~~删~~",
    "<!-- 注 --> ]]> &lt;b&gt; &#60;",
    "=HYPERLINK(1) @SUM(1) +1 -1",
    "𬭊䶮㐀🈚e\u0301ﷺ‱",
    "长" * 30,
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "שלום العربية",
    "</script><script>alert(1)//]};",
    "=cmd|' /C calc'!A0;\\n,\\r\\nX-EVIL:1",
)
PARAGRAPHS = "\n\n---\ntitle: 假\n---\n\n# 题\n\n    缩进\n\n[x]: javascript:alert(1)\n"


@dataclass
class Planter:
    """Puts `word(mark, room)` into every public text; `texts` are marks with what was put there."""

    word: Callable[[str, int], str]
    texts: dict[str, str] = field(default_factory=dict)

    def plant(self, root: Path) -> None:
        """Rewrites every record under `root`/records but the law and the calendar."""
        for path in sorted((root / "records").rglob("*")):
            place = place_of(path.relative_to(root).as_posix())
            if place is None or place.kind in ("regulation", "calendar", "photo"):
                continue
            parsed = parse_file(path.name, path.read_bytes())
            assert parsed.fault is None, (path, parsed.fault)
            data = self._value(schema_of(place.kind), parsed.value, public=True)
            errors = [e.message for e in validator(place.kind).iter_errors(data)]
            assert not errors, (path, errors)  # an invalid record is left out and proves nothing
            text = json.dumps(data, ensure_ascii=False, indent=1)
            if path.suffix == ".md":
                text = f"---\n{text}\n---\n{self._text(2000)}{PARAGRAPHS}"
            path.write_text(text + "\n", encoding="utf-8")
            assert parse_file(path.name, path.read_bytes()).fault is None, path

    def _value(self, part: dict[str, Any], value: Any, public: bool) -> Any:
        reference = part.get("$ref", "")
        node = resolve("common", reference)[1] if reference else part
        if isinstance(value, dict):
            properties, rest = node.get("properties", {}), node.get("additionalProperties")
            return {
                name: self._value(sub, inner, _is_public(sub) if name in properties else public)
                if isinstance(sub := properties.get(name, rest), dict)
                else inner
                for name, inner in value.items()
            }
        if isinstance(value, list):
            return [self._value(node["items"], item, public) for item in value]
        if not public or not isinstance(value, str) or not _is_free(node):
            return value
        return self._text(node.get("maxLength", 200))

    def _text(self, room: int) -> str:
        mark = f"甲乙{len(self.texts):04d}丙"
        self.texts[mark] = self.word(mark, room)
        return self.texts[mark]


def plain(mark: str, _: int) -> str:
    """Nothing but the mark."""
    return mark


def hostile(mark: str, room: int) -> str:
    """The mark with one of the payloads, as much of it as there is room for."""
    payload = PAYLOADS[int(mark[2:6]) % len(PAYLOADS)]
    return (mark + payload)[:room]


def _is_public(part: dict[str, Any]) -> bool:
    disclosure: str = part.get("x-disclosure", "internal")
    return disclosure in ("public", "masked")


def _is_free(node: dict[str, Any]) -> bool:
    """Whether any words may stand there (`line` forbids only line breaks)."""
    closed = "enum" in node or "const" in node or "format" in node
    return not closed and node.get("pattern", "^[^\\n]*$") == "^[^\\n]*$"
