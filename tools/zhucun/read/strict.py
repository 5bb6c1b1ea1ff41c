"""The strict reader: one YAML document in, plain dicts, lists and scalars out, or one fault.

PyYAML's parser (libyaml where it is built in) is used as a stream of events; everything above
events is ours, because a record has to mean the same to every reader of YAML 1.1 and 1.2.
What the two versions read differently is refused, as is whatever hides meaning from a reviewer
(anchors, merges, tags, invisible characters). Dates and times stay text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import yaml

from zhucun.read.diagnosis import KEY_LINE, ODD_SPACES, Trouble, diagnosis, mistyped_colon
from zhucun.read.locate import places
from zhucun.read.marks import MAX_DEPTH, Place, child, events, front_matter, mark_place, text_place

MAX_STRING: Final = 20_000
MAX_DIGITS: Final = 15  # beyond 2**53 JSON readers disagree about the number

_MESSAGES: Final = {
    "encoding": "文件不是 UTF-8 编码{}，请在编辑器里“另存为 UTF-8”后再提交。",
    "utf16": "文件是 UTF-16 编码，请在编辑器里“另存为 UTF-8”后再提交。",
    "bom": "文件开头有 BOM 标记，请“另存为 UTF-8（无 BOM）”后再提交。",
    "crlf": "行尾不是 LF（多半是 Windows 的 CRLF），请把整个文件的行尾改成 LF。",
    "control": "这里有看不见的控制字符 {}，请删去。",
    "bidi": "这里有改变文字方向的字符 {}，会让人看到的与实际不同，请删去。",
    "invisible": "这里有看不见的字符 {}，请删去。",
    "tab": "这里用了制表符（Tab），请换成空格；缩进只用空格。",
    "empty": "文件里没有内容，请写入记录，或者删去这个文件。",
    "top_level": "文件最外层应当是“键: 值”，这里却是{}，请按模板改写。",
    "too_deep": "嵌套超过 {} 层，请把内容改得平一些。",
    "too_long": "这段文字有 {} 个字，超过 20000 个字的上限，请缩短或分开写。",
    "duplicate_key": "键“{}”在第 {} 行已经写过，请合并成一处或删去一处。",
    "key_type": "键必须是文字，这里却是{}，请给键加引号或改写。",
    "anchor": "不能用锚点（以 & 开头），请把内容写全；如果是文字，请加引号。",
    "alias": "不能用引用（以 * 开头），请把内容写全；如果是文字，请加引号。",
    "merge": "不能用合并键 <<，请把内容写全；如果是文字，请加引号。",
    "tag": "不能用类型标签（以 ! 开头），请删去；如果是文字，请加引号。",
    "documents": "一个文件只能写一份内容，请把这里起的内容移到另一个文件。",
    "directive": "不能写以 % 开头的指令，请删去这一行。",
    "leading_zero": "“{}”是以零开头的数字，不同软件读法不同；编号、代码请加引号。",
    "yes_no": "“{}”会被有的软件读成真或假，请加引号或改写。",
    "sexagesimal": '“{0}”会被有的软件读成六十进制数字，请加引号写成 "{0}"。',
    "number_form": "“{}”在不同软件里读法不同，请改写成普通数字；如果是文字，请加引号。",
    "number_long": "“{}”作为数字太大，会丢失精度；编号、代码请加引号。",
    "inf_nan": "“{}”是无穷大或非数，不能写入记录，请改写；如果是文字，请加引号。",
    "fullwidth_colon": "这里用了全角冒号，请改成英文冒号加一个空格；如果是正文，请加引号。",
    "fullwidth_comma": "这里用了全角逗号或顿号，请改成英文逗号加一个空格。",
    "fullwidth_bracket": "这里用了全角括号，请改成英文括号。",
    "fullwidth_quote": "这里用了中文引号，请改成与开头相同的英文引号。",
    "fullwidth_space": "这里有全角空格或特殊空格，请换成普通空格，不需要的请删去。",
    "colon_space": "冒号后面要空一格，请写成“键: 值”；如果冒号属于文字本身，请加引号。",
    "conflict": "这里留着合并冲突的标记，请在两种写法里留下对的，删去 <<<、===、>>> 开头的三行。",
    "colon_missing": "这一行缺冒号，请写成“键: 值”；如果是上一行的正文，请多缩进两格。",
    "colon_extra": "一行里有两个冒号，请分成两行写；如果后一个冒号属于文字，请给值加引号。",
    "indent": "缩进不齐：这一行与上文的层次对不上，请与同一层的行左对齐。",
    "list_place": "列表项（以“- ”开头）放错了位置，请另起一行并与同一列表的其他项左对齐。",
    "quote_open": "引号没有合上，请在这段文字末尾补上同样的引号。",
    "quote_stray": "引号后面多了文字，请检查前面的引号是否合上；文字里有引号时外面换用另一种引号。",
    "escape": "双引号里的反斜杠写法不对，请改用单引号，或把 \\ 写成 \\\\。",
    "bracket_open": "括号没有合上，请补上对应的“{}”，并检查各项之间是否都有英文逗号。",
    "comma_missing": "括号里两项之间缺英文逗号，或者括号没有合上，请补上。",
    "bracket_stray": "这里多了一个括号或逗号，请删去；如果是文字，请加引号。",
    "block_mark": "| 或 > 后面不能接文字，正文请从下一行写起，并多缩进两格。",
    "reserved": "文字不能以“{}”开头，请给这段文字加引号。",
    "trailing": "内容到前面已经结束，这里又多出了文字，请删去或改正格式。",
    "syntax": "这里不合 YAML 格式，请对照模板检查标点和缩进。",
    "front_matter": "文件开头缺{}，请按“---、资料、---、正文”的次序写。",
}

#: Faults whose sentences hold a word of the program's own, where others quote what was written.
_OWN_WORDS = "encoding invisible control bidi top_level key_type front_matter bracket_open reserved"

_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LONG_NUMBER = re.compile(r"(\d{3})[\d_]{4,}")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
# Characters after which each scalar of the file deserves a second look; a colon without a space
# is searched for apart because a pattern with one leading literal is much faster.
_UNUSUAL = re.compile(f"[&!\\\\\uff1a{ODD_SPACES}]")
_TIGHT_COLON = re.compile(r":\S")
_ODD_EDGE = re.compile(f"^[{ODD_SPACES}]|[{ODD_SPACES}]$")
_KEY_COLON = re.compile(
    r"(?P<wide>\uff1a)|^(?:[^\W\d][\w-]*(?=:[^\s/])|[\w-]+(?=:[^\s/\d]))(?P<tight>:)"
)
_KEY_ITEM = re.compile(r"[A-Za-z_][\w-]*(?P<wide>\uff1a)")

_RISKY_START: Final = frozenset(["", *"0123456789+-.~=<nNyYtTfFoO"])
_CONSTANTS: Final[dict[str, object]] = {
    **dict.fromkeys(["", "~", "null", "Null", "NULL"], None),
    **dict.fromkeys(["true", "True", "TRUE"], True),
    **dict.fromkeys(["false", "False", "FALSE"], False),
}
_YES_NO: Final = frozenset(
    form for word in ("yes", "no", "on", "off", "y", "n")
    for form in (word, word.capitalize(), word.upper())
)  # fmt: skip
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+][0-9]+)?|\.[0-9]+(?:[eE][-+][0-9]+)?")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_INF_NAN = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_OTHER_NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+"
    r"|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?)|="
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file was refused: a stable code, one Chinese sentence, and a 1-based place.

    `discreet` is the sentence without what somebody wrote, for a log that others may read.
    """

    code: str
    message: str
    line: int
    column: int
    discreet: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file said; `value` is None when there is a `fault`. `body` is a profile's Markdown."""

    value: object
    fault: Fault | None
    body: str = ""


class _RefusedError(Exception):
    """Carries a fault out of the parsing loop; without a place it means the event at hand."""

    def __init__(self, code: str, *parts: object, at: Place | None = None) -> None:
        super().__init__(code)
        self.code, self.parts, self.at = code, parts, at

    @classmethod
    def of(cls, trouble: Trouble) -> _RefusedError:
        return cls(trouble.code, trouble.part, at=trouble.place)

    def fault(self) -> Fault:
        sentence, quotes = _MESSAGES[self.code], self.code not in _OWN_WORDS.split()
        shown = [_shown(part) if isinstance(part, str) else part for part in self.parts]
        kept = ["…" if quotes and isinstance(part, str) else part for part in shown]
        line, column = self.at or (1, 1)
        return Fault(self.code, sentence.format(*shown), line, column, sentence.format(*kept))


def parse_file(path: str, raw: bytes) -> Parsed:
    """Read what a record's file holds: front matter in a Markdown file, else one document."""
    return parse_front_matter(raw) if path.endswith(".md") else parse(raw)


def parse(raw: bytes) -> Parsed:
    """Read one strict YAML document whose top level is a mapping."""
    try:
        text = _decode(raw)
        return Parsed(_compose(raw, text), None)
    except _RefusedError as refused:
        return Parsed(None, refused.fault())


def parse_front_matter(raw: bytes) -> Parsed:
    """Read `---`, YAML, `---`, Markdown; places count from the start of the file."""
    try:
        text = _decode(raw)
        if not text.strip():
            raise _RefusedError("empty")
        head = front_matter(text)
        if head is None:
            missing = "结束资料的“---”一行" if text.startswith("---") else "“---”一行"
            raise _RefusedError("front_matter", missing)
        value = _compose(head.encode(), head)
        return Parsed(value, None, text[len(head) :].partition("\n")[2])
    except _RefusedError as refused:
        return Parsed(None, refused.fault())


def _decode(raw: bytes) -> str:
    """The text of the file, once nothing in it can hide from a reviewer or shift a line."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _RefusedError("bom")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw.count(0) * 4 > len(raw):
        raise _RefusedError("utf16")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line_start = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[line_start : error.start].decode()) + 1
        place = (raw.count(b"\n", 0, error.start) + 1, column)
        raise _RefusedError("encoding", _likely_encoding(raw), at=place) from None
    found = _REFUSED.search(text)
    if found is not None:
        raise _RefusedError(*_hidden(found.group()), at=text_place(text, found.start()))
    return text


def _likely_encoding(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，多半是 GBK"


def _hidden(character: str) -> tuple[str, ...]:
    """The code and message part for a character that must not be in a file."""
    if character == "\r":
        return ("crlf",)
    shown = f"U+{ord(character):04X}"
    if character in _BIDI:
        return ("bidi", shown)
    return ("invisible" if character in "\u200b\u2060\ufeff" else "control", shown)


def _shown(value: str) -> str:
    """User's words for a message: short, on one line, without odd characters.

    Long numbers (telephones, identity cards) are cut: a message may end up in a public log.
    """
    plain = "".join(c if c.isprintable() else " " for c in _LONG_NUMBER.sub(r"\1…", value[:31]))
    return plain if len(plain) <= 30 else plain[:29] + "…"


@lru_cache(maxsize=4096)
def _scalar(value: str) -> object:
    """What a plain scalar means in the YAML 1.2 core schema; refused where YAML 1.1 differs."""
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if value in _YES_NO:
        raise _RefusedError("yes_no", value)
    if value == "<<":
        raise _RefusedError("merge")
    if _LEADING_ZERO.fullmatch(value):
        raise _RefusedError("leading_zero", value)
    if _INT.fullmatch(value):
        if len(value.lstrip("+-")) > MAX_DIGITS:
            raise _RefusedError("number_long", value)
        return int(value)
    if _FLOAT.fullmatch(value):
        number = float(value)
        if math.isinf(number):
            raise _RefusedError("number_long", value)
        return number
    if _SEXAGESIMAL.fullmatch(value):
        raise _RefusedError("sexagesimal", value)
    if _INF_NAN.fullmatch(value):
        raise _RefusedError("inf_nan", value)
    if _OTHER_NUMBER.fullmatch(value):
        raise _RefusedError("number_form", value)
    return value


def _compose(raw: bytes, text: str) -> dict[str, object]:
    """Plain values from the events of `raw`; `text` is the same, decoded, for the diagnoses."""
    if "\t" in text and (tab := _TAB_INDENT.search(text)):
        raise _RefusedError("tab", at=text_place(text, tab.end() - 1))
    top = _build(raw, text)
    if top in ([], [None]):
        raise _RefusedError("empty")
    if not isinstance(top[0], dict):
        raise _top_level(raw, top[0])
    return top[0]


def _build(raw: bytes, text: str) -> list[object]:
    """The document as the one item of a list, which is empty when there is no document.

    One long loop, because a call for each event would cost a third of the speed.
    """
    loader = events(raw)
    event: Any = None  # the one at hand when a refusal is raised
    unusual = bool(_UNUSUAL.search(text) or _TIGHT_COLON.search(text))
    previous: Any = None
    top: list[object] = []
    # Where the next value goes: under `key` of `mapping`, or, without a mapping, onto `sequence`.
    mapping: dict[str, object] | None = None
    sequence, key = top, None
    outer: list[tuple[dict[str, object] | None, list[object], str | None]] = []
    node: dict[str, object] | list[object]
    try:
        for event in iter(loader.get_event, None):
            kind = event.__class__
            if unusual:
                _inspect(event, previous, mapping is not None and key is None, mapping is None)
                previous = event
            if kind is yaml.ScalarEvent:
                value = event.value
                if len(value) > MAX_STRING:
                    raise _RefusedError("too_long", len(value))
                if value[:1] in _RISKY_START and not event.style:
                    value = _scalar(value)
                if mapping is None:
                    sequence.append(value)
                elif key is not None:
                    mapping[key] = value
                    key = None
                elif value.__class__ is not str:
                    raise _RefusedError("key_type", _kind(value))
                elif value in mapping:
                    path = [len(s) - 1 if m is None else k for m, s, k in outer[1:]]
                    raise _RefusedError("duplicate_key", value, _first_line(raw, path, value))
                else:
                    key = value
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                node = {} if kind is yaml.MappingStartEvent else []
                if mapping is None:
                    sequence.append(node)
                elif key is None:
                    raise _RefusedError("key_type", _kind(node))
                else:
                    mapping[key] = node
                outer.append((mapping, sequence, key))
                if len(outer) > MAX_DEPTH:
                    raise _RefusedError("too_deep", MAX_DEPTH)
                mapping, sequence = (node, sequence) if isinstance(node, dict) else (None, node)
                key = None
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                mapping, sequence, key = outer.pop()
                key = None
            elif kind is yaml.AliasEvent:
                raise _RefusedError("alias")
            elif kind is yaml.DocumentStartEvent:
                if text.startswith("%", event.start_mark.index):
                    raise _RefusedError("directive")
                if top:
                    raise _RefusedError("documents")
    except _RefusedError as refused:
        refused.at = refused.at or mark_place(event.start_mark)
        raise
    except yaml.YAMLError as error:
        raise _RefusedError.of(diagnosis(error, text, event)) from None
    finally:
        loader.dispose()
    return top


def _kind(value: object) -> str:
    """What a value that stands in the wrong place is called."""
    names = {dict: "键值表", list: "列表", str: "一段文字", bool: "真假值", type(None): "空值"}
    return names.get(type(value), "数字")


def _inspect(event: Any, previous: Any, is_key: bool, is_item: bool) -> None:
    """Refuse what only a file with unusual characters can hold: anchors, tags, wide colons."""
    if getattr(event, "anchor", None) is not None and not isinstance(event, yaml.AliasEvent):
        raise _RefusedError("anchor")
    if getattr(event, "tag", None) is not None:
        raise _RefusedError("tag")
    kind: object = event.__class__
    if kind is not yaml.ScalarEvent:
        return
    line, column = mark_place(event.start_mark)
    value = event.value
    if event.style:
        if hidden := _REFUSED.search(value):
            raise _RefusedError(*_hidden(hidden.group()))
        return
    if edge := _ODD_EDGE.search(value):
        end: Place = (event.end_mark.line + 1, event.end_mark.column)
        raise _RefusedError("fullwidth_space", at=(line, column) if edge.start() == 0 else end)
    found = None
    if is_key:
        found = _KEY_COLON.search(value)
    elif is_item:
        found = _KEY_ITEM.match(value)
    elif event.start_mark.line > previous.end_mark.line:
        found = KEY_LINE.match(value)
    if found:
        raise _RefusedError.of(mistyped_colon(found, line, column))


def _first_line(raw: bytes, path: Sequence[object], key: str) -> int:
    """The line on which a repeated key was written first."""
    pointer = ""
    for name in (*path, key):
        pointer = child(pointer, name)
    return next(place[0] for found, place, _ in places(raw) if found == pointer)


def _top_level(raw: bytes, value: object) -> _RefusedError:
    """Why a document is not a mapping: mostly a colon typed wide or without its space."""
    _, _, (line, column) = next(places(raw))
    if isinstance(value, str) and (colon := KEY_LINE.match(value)):
        return _RefusedError.of(mistyped_colon(colon, line, column))
    return _RefusedError("top_level", _kind(value), at=(line, column))
