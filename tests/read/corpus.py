"""Documents for the readers' tests: bad ones with what is to be said of them, and valid ones.

A bad document has its code, its place and a phrase of the message; valid ones are generated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

WIDE_COLON = "\uff1a"
WIDE_COMMA = "\uff0c"
WIDE_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class Bad:
    """One refused document; `document` may be a builder so that big ones cost nothing unasked."""

    name: str
    document: str | bytes | Callable[[], bytes]
    code: str
    line: int
    column: int
    phrase: str

    def raw(self) -> bytes:
        if isinstance(self.document, str):
            return self.document.encode()
        return self.document if isinstance(self.document, bytes) else self.document()


def words(text: str) -> list[str]:
    """The words of a text, as a list that is easier to read than a column of quotes."""
    return text.split(" ")


def billion_laughs() -> bytes:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines).encode()


def nested_flow() -> bytes:
    return b"a: " + b"[" * 5000 + b"]" * 5000 + b"\n"


def nested_flow_maps() -> bytes:
    return b"{a: " * 5000 + b"1" + b"}" * 5000 + b"\n"


def nested_block() -> bytes:
    return b"\n".join(b" " * n + b"a:" for n in range(5000)) + b"\n"


def nested_dashes() -> bytes:
    return b"a:\n  " + b"- " * 5000 + b"1\n"


def fifty_megabytes() -> bytes:
    return b"a: " + b"x" * (50 * 1024 * 1024) + b"\n"


BYTES = [
    Bad("gbk", "name: a\nnote: 张三\n".encode("gbk"), "encoding", 2, 7, "多半是 GBK"),
    Bad("gbk after utf-8", "注: 张".encode() + "张".encode("gbk"), "encoding", 1, 5, "UTF-8"),
    Bad("not even gbk", b"a: 1\nb: \xff\xff\n", "encoding", 2, 4, "文件不是 UTF-8 编码"),
    Bad("utf-16 little endian", "a: 1\n".encode("utf-16-le"), "utf16", 1, 1, "UTF-16"),
    Bad("utf-16 with mark", "月份: 1\n".encode("utf-16"), "utf16", 1, 1, "UTF-16"),
    Bad("utf-16 big endian", b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "utf16", 1, 1, "UTF-16"),
    Bad("bom", b"\xef\xbb\xbfa: 1\n", "bom", 1, 1, "BOM"),
    Bad("bom inside", "a: 1\nb: x\ufeffy\n", "invisible", 2, 5, "U+FEFF"),
    Bad("zero width space", "a\u200b: 1\n", "invisible", 1, 2, "U+200B"),
    Bad("nul", b"a: 1\nb: x\x00y and more text\n", "control", 2, 5, "U+0000"),
    Bad("escape character", b"a: \x1b[31mred\n", "control", 1, 4, "U+001B"),
    Bad("next line", "a: x\x85b: 1\n", "control", 1, 5, "U+0085"),
    Bad("line separator", "a: x\u2028b: 1\n", "control", 1, 5, "U+2028"),
    Bad("bidi override", "a: 1\nb: 批准\u202e\n", "bidi", 2, 6, "U+202E"),
    Bad("bidi isolate", "a: \u2066x\u2069\n", "bidi", 1, 4, "U+2066"),
    Bad("bidi embedding", "a: \u202ax\n", "bidi", 1, 4, "U+202A"),
    Bad("right-to-left mark", "a: \u200fx\n", "bidi", 1, 4, "U+200F"),
    Bad("crlf", b"a: 1\r\nb: 2\r\n", "crlf", 1, 5, "CRLF"),
    Bad("crlf on one line", b"a: 1\nb: 2\r\nc: 3\n", "crlf", 2, 5, "CRLF"),
    Bad("old mac line ends", b"a: 1\rb: 2\r", "crlf", 1, 5, "LF"),
    Bad("control by escape", 'a: 1\nb: "x\\0y"\n', "control", 2, 4, "U+0000"),
    Bad("bidi by escape", 'a: "\\u202E"\n', "bidi", 1, 4, "U+202E"),
    Bad("carriage return by escape", 'a: "x\\r"\n', "crlf", 1, 4, "LF"),
]

SHAPE = [
    Bad("empty file", b"", "empty", 1, 1, "没有内容"),
    Bad("blank lines", b"\n\n  \n", "empty", 1, 1, "没有内容"),
    Bad("comments only", "# 说明\n# 说明\n", "empty", 1, 1, "没有内容"),
    Bad("document mark only", b"---\n", "empty", 1, 1, "没有内容"),
    Bad("null only", b"null\n", "empty", 1, 1, "没有内容"),
    Bad("list at the top", "# 说明\n- a\n- b\n", "top_level", 2, 1, "这里却是列表"),
    Bad("text at the top", b"hello\n", "top_level", 1, 1, "这里却是一段文字"),
    Bad("number at the top", b"42\n", "top_level", 1, 1, "这里却是数字"),
    Bad("truth at the top", b"true\n", "top_level", 1, 1, "这里却是真假值"),
    Bad("5,000 deep flow", nested_flow, "too_deep", 1, 43, "40 层"),
    Bad("5,000 deep flow mappings", nested_flow_maps, "too_deep", 1, 161, "40 层"),
    Bad("5,000 deep block", nested_block, "too_deep", 41, 41, "40 层"),
    Bad("5,000 dashes", nested_dashes, "too_deep", 2, 81, "40 层"),
    Bad("long string", f"a: 1\nb: {'字' * 20_001}\n", "too_long", 2, 4, "20001 个字"),
    Bad("long key", f"a: 1\n? {'字' * 20_001}\n: 1\n", "too_long", 2, 3, "20001 个字"),
    Bad("long block", "a: |\n" + f"  {'字' * 99}\n" * 201, "too_long", 1, 4, "20100 个字"),
    Bad("50 MB", fifty_megabytes, "too_long", 1, 4, "超过 20000 个字"),
    Bad("two documents", b"a: 1\n---\nb: 2\n", "documents", 2, 1, "只能写一份"),
    Bad("empty second document", b"a: 1\n---\n", "documents", 2, 1, "只能写一份"),
    Bad("content after the end", b"a: 1\n...\nb: 2\n", "documents", 3, 1, "只能写一份"),
    Bad("yaml directive", b"# c\n%YAML 1.2\n---\na: 1\n", "directive", 2, 1, "% 开头"),
    Bad("tag directive", b"%TAG ! tag:x,2000:\n---\na: 1\n", "directive", 1, 1, "% 开头"),
    Bad("unknown directive", b"%FOO x\n---\na: 1\n", "directive", 1, 1, "% 开头"),
    Bad("future yaml", b"%YAML 2.0\n---\na: 1\n", "directive", 1, 1, "% 开头"),
    Bad("directive after content", b"a: 1\n%YAML 1.1\n---\nb: 1\n", "directive", 2, 1, "% 开头"),
]

MEANING = [
    Bad("duplicate key", "在村: 1\nb: 2\n在村: 3\n", "duplicate_key", 3, 1, "“在村”在第 1 行"),
    Bad("duplicate in flow", b"x: 1\na: {b: 1,\n  b: 2}\n", "duplicate_key", 3, 3, "第 2 行"),
    Bad("duplicate by quoting", b"a: 1\n'a': 2\n", "duplicate_key", 2, 1, "“a”在第 1 行"),
    Bad(
        "duplicate deep inside",
        b"a: 1\nl:\n- a: 1\n- x/y:\n  - {a: 1}\n  - c: 1\n    a: 2\n\n    a: 3\n",
        "duplicate_key",
        9,
        5,
        "第 7 行",
    ),
    Bad("anchor", b"a: 1\nb: &x 1\n", "anchor", 2, 4, "锚点"),
    Bad("anchor on a mapping", b"a: &x\n  b: 1\n", "anchor", 1, 4, "锚点"),
    Bad("anchor on a key", b"&x a: 1\n", "anchor", 1, 1, "锚点"),
    Bad("alias", b"a: 1\nb: *x\n", "alias", 2, 4, "引用"),
    Bad("alias as key", b"*x : 1\n", "alias", 1, 1, "引用"),
    Bad("billion laughs", billion_laughs, "anchor", 1, 5, "锚点"),
    Bad("bold text", b"a: 1\nb: **x**\n", "alias", 2, 4, "如果是文字"),
    Bad("ampersand text", b"a: & co\n", "anchor", 1, 4, "如果是文字"),
    Bad("merge key", b"a: 1\nb:\n  <<: {c: 1}\n", "merge", 3, 3, "合并键"),
    Bad("merge as value", b"a: <<\n", "merge", 1, 4, "合并键"),
    Bad("tag", b"a: !!str 1\n", "tag", 1, 4, "标签"),
    Bad("python tag", b"a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4, "标签"),
    Bad("bare tag", b"a: ! x\n", "tag", 1, 4, "标签"),
    Bad("tag on a mapping", b"a: !x {b: 1}\n", "tag", 1, 4, "标签"),
    Bad("tag on a key", b"!x a: 1\n", "tag", 1, 1, "标签"),
    Bad("broken tag", b"a: !<\n", "tag", 1, 4, "标签"),
    Bad("undefined tag handle", b"a: !foo!bar x\n", "tag", 1, 4, "标签"),
    *(
        Bad(f"leading zero {v}", f"a: 1\nb: {v}\n", "leading_zero", 2, 4, f"“{v}”是以零开头")
        for v in ("0123", "007", "-01", "+08", "00", "089", "00.5", "01.5e+3")
    ),
    Bad("leading zero as key", b"a:\n  007: x\n", "leading_zero", 2, 3, "请加引号"),
    *(
        Bad(f"{v} as value", f"a: 1\nb: {v}\n", "yes_no", 2, 4, "请加引号或改写")
        for v in words("yes Yes YES no No NO on On ON off Off OFF y Y n N")
    ),
    Bad("on as key", b"a: 1\non: x\n", "yes_no", 2, 1, "请加引号或改写"),
    Bad("n as key", b"n: 1\n", "yes_no", 1, 1, "请加引号或改写"),
    Bad("NO in a list", b"a: [NL, NO]\n", "yes_no", 1, 9, "“NO”"),
    *(
        Bad(f"sexagesimal {v}", f"a: {v}\n", "sexagesimal", 1, 4, f'"{v}"')
        for v in ("10:30", "1:2", "08:30", "23:59:59", "-1:30", "10:30.5", "1_0:30")
    ),
    Bad("sexagesimal as key", b"a:\n  10:30: x\n", "sexagesimal", 2, 3, "请加引号"),
    *(
        Bad(f"number form {v}", f"a: {v}\n", "number_form", 1, 4, f"“{v}”在不同软件里读法不同")
        for v in words(
            "1_000 0b1 0x1F 0o17 -0x1f 0_7 1e3 1.5e3 1E-3 12e+3 -.5 +.5 .5e3 1_0.5 1.5_0 -.5e+1 ="
        )
    ),
    *(
        Bad(f"not a number {v}", f"a: {v}\n", "inf_nan", 1, 4, f"“{v}”是无穷大")
        for v in words(".inf -.INF +.Inf .nan .NaN .NAN")
    ),
    Bad("identity number", b"a: 210726199001011234\n", "number_long", 1, 4, "会丢失精度"),
    Bad("5,000 digits", f"a: {'9' * 5000}\n", "number_long", 1, 4, "会丢失精度"),
    Bad("overflowing float", b"a: 1.0e+999\n", "number_long", 1, 4, "会丢失精度"),
    Bad("integer key", b"a: 1\n2026: x\n", "key_type", 2, 1, "这里却是数字"),
    Bad("float key", b"1.5: x\n", "key_type", 1, 1, "这里却是数字"),
    Bad("true key", b"true: x\n", "key_type", 1, 1, "这里却是真假值"),
    Bad("null key", b"a: 1\n~: x\n", "key_type", 2, 1, "这里却是空值"),
    Bad("absent key", b"a: 1\n: x\n", "key_type", 2, 1, "这里却是空值"),
    Bad("code as a number key", b"210726102000: x\n", "key_type", 1, 1, "请给键加引号"),
    Bad("list key", b"a: 1\n? [x, y]\n: z\n", "key_type", 2, 3, "这里却是列表"),
    Bad("mapping key", b"{a: 1}: x\n", "key_type", 1, 1, "这里却是键值表"),
]

PUNCTUATION = [
    Bad("wide colon alone", f"月份{WIDE_COLON}2026-10\n", "fullwidth_colon", 1, 3, "全角冒号"),
    Bad("wide colon first", f"月份{WIDE_COLON} 1\nb: 1\n", "fullwidth_colon", 1, 3, "全角冒号"),
    Bad("wide colon between", f"a: 1\n月份{WIDE_COLON}1\nb: 2\n", "fullwidth_colon", 2, 3, "全角"),
    Bad("wide colon last", f"a: 1\n月份{WIDE_COLON}1\n", "fullwidth_colon", 2, 3, "全角冒号"),
    Bad(
        "wide colon nested and silent",
        f"sheets:\n  210726-017:\n    在村{WIDE_COLON}1-9\n    请假{WIDE_COLON}10\n",
        "fullwidth_colon",
        3,
        7,
        "全角冒号",
    ),
    Bad(
        "wide colon nested, then right",
        f"sheets:\n  210726-017:\n    在村{WIDE_COLON}1-9\n    请假: 10\n",
        "fullwidth_colon",
        3,
        7,
        "全角冒号",
    ),
    Bad("wide colon in a list", f"a:\n- by{WIDE_COLON}x\n", "fullwidth_colon", 2, 5, "全角冒号"),
    Bad(
        "wide colon in a list, then right",
        f"a:\n- 人{WIDE_COLON}x\n  from: 1\n",
        "fullwidth_colon",
        2,
        4,
        "全角冒号",
    ),
    Bad("wide colon in flow", f"a: {{by{WIDE_COLON}x, c: 1}}\n", "fullwidth_colon", 1, 7, "全角"),
    Bad("wide colon in a key", f"a{WIDE_COLON}b: 1\n", "fullwidth_colon", 1, 2, "全角冒号"),
    Bad("no space after colon", b"a: 1\nmonth:2026-10\nb: 2\n", "colon_space", 2, 6, "空一格"),
    Bad("no space, alone", b"month:2026-10\n", "colon_space", 1, 6, "空一格"),
    Bad("no space, nested", "s:\n  在村:1-9\n", "colon_space", 2, 5, "空一格"),
    Bad("no space in flow", b"a: {by:x, c: 1}\n", "colon_space", 1, 7, "空一格"),
    Bad(
        "wide comma in flow",
        f"a: {{by: x{WIDE_COMMA}date: 1}}\n",
        "fullwidth_comma",
        1,
        10,
        "全角逗号",
    ),
    Bad("list comma in flow", "a: {b: 1、c: 2}\n", "fullwidth_comma", 1, 9, "全角逗号或顿号"),
    Bad("wide bracket", "a: {b: 1\uff5d\nc: 2\n", "fullwidth_bracket", 1, 9, "全角括号"),
    Bad("wide space before a key", f"a:\n{WIDE_SPACE}b: 1\n", "fullwidth_space", 2, 1, "全角空格"),
    Bad("wide space before a value", f"a: {WIDE_SPACE}x\n", "fullwidth_space", 1, 4, "全角空格"),
    Bad("wide space after a value", f"a: 张三{WIDE_SPACE}\n", "fullwidth_space", 1, 6, "全角空格"),
    Bad("wide space for a space", f"a:{WIDE_SPACE}1\nb: 2\n", "fullwidth_space", 1, 3, "全角空格"),
    Bad("wide blank line", f"a: 1\n {WIDE_SPACE}\nb: 1\n", "fullwidth_space", 2, 2, "全角空格"),
    Bad("no space before braces", "s:\n  210726-017:{在村: 1}\n", "colon_space", 2, 13, "空一格"),
    Bad("no space after a quoted key", b'"a": 1\n"b":2\nc: 3\n', "colon_space", 2, 4, "空一格"),
    Bad("no-break space", b"a:\n  \xc2\xa0b: 1\n", "fullwidth_space", 2, 3, "特殊空格"),
    Bad("Chinese closing quote", 'a: 1\nb: "x\u201d\nc: 1\n', "fullwidth_quote", 2, 6, "中文引号"),
    Bad("Chinese quote at the end", 'a: "x\u201d', "fullwidth_quote", 1, 6, "中文引号"),
]

SYNTAX = [
    Bad("tab indentation", b"a:\n\tb: 1\n", "tab", 2, 1, "制表符"),
    Bad("tab after spaces", b"a:\n  b: 1\n \tc: 1\n", "tab", 3, 2, "制表符"),
    Bad("tab in flow", b"a: {\n\tb: 1}\n", "tab", 2, 1, "制表符"),
    Bad("tab after a dash", b"a:\n-\tb: 1\n", "tab", 2, 2, "制表符"),
    Bad("tab in a block text", b"a: |\n\tx\n", "tab", 2, 1, "制表符"),
    Bad("dedent in between", b"a:\n    b: 1\n  c: 2\n", "indent", 3, 3, "缩进不齐"),
    Bad("indent under a value", b"a: 1\n  b: 2\n", "indent", 2, 3, "缩进不齐"),
    Bad("first line indented", b"  a: 1\nb: 1\n", "indent", 2, 1, "缩进不齐"),
    Bad("key among items", b"a:\n  - 1\n  b: 2\n", "indent", 3, 3, "缩进不齐"),
    Bad("item among keys", b"a: 1\n- b\n", "list_place", 2, 1, "列表项"),
    Bad("item behind a key", b"a: - b\n", "list_place", 1, 4, "另起一行"),
    Bad("single quote open", b"a: 1\nb: 'x\nc: 1\n", "quote_open", 2, 4, "引号没有合上"),
    Bad("double quote open", b'a: "x\n', "quote_open", 1, 4, "引号没有合上"),
    Bad("quote open before ---", b"a: 'x\n---\nb: 1\n", "quote_open", 1, 4, "引号没有合上"),
    Bad("quote inside a quote", b"a: 'it's'\n", "quote_stray", 1, 8, "引号后面多了文字"),
    Bad("words after a quote", b'a: "x" y\n', "quote_stray", 1, 8, "引号后面多了文字"),
    Bad("unknown escape", b'a: 1\nb: "\\q"\n', "escape", 2, 5, "反斜杠"),
    Bad("bad hexadecimal", b'a: "\\xZZ"\n', "escape", 1, 7, "反斜杠"),
    Bad("list open at the end", b"a: [1, 2\n", "bracket_open", 1, 4, "“]”"),
    Bad("list open before a key", b"k: [\n 1,\n 2\nb: 3\n", "bracket_open", 1, 4, "“]”"),
    Bad("list open after a comma", b"a: 1\nb: [1, [2],\n", "bracket_open", 2, 4, "“]”"),
    Bad("mapping open", b"a: {x: 1\nb: 3\n", "bracket_open", 1, 4, "“}”"),
    Bad("comma missing", b"a: {by: b date: 2}\n", "comma_missing", 1, 15, "缺英文逗号"),
    Bad("bracket too many", b"x: [a, b]]\n", "bracket_stray", 1, 10, "多了一个括号"),
    Bad("bracket alone", b"a: ]\n", "bracket_stray", 1, 4, "多了一个括号"),
    Bad("comma alone", b"a: [,]\n", "bracket_stray", 1, 5, "括号或逗号"),
    Bad("colon missing between", "a: 1\n月份 2026-10\nb: 2\n", "colon_missing", 2, 1, "缺冒号"),
    Bad("colon missing last", "a: 1\n月份 2026-10\n", "colon_missing", 2, 1, "缺冒号"),
    Bad("colon missing first", "月份 2026-10\nb: 2\n", "colon_missing", 1, 1, "缺冒号"),
    Bad("colon missing nested", "a:\n  月份\n  c: 1\n", "colon_missing", 2, 3, "缺冒号"),
    Bad("conflict", b"a: 1\n<<<<<<< A\nb: 1\n=======\n>>>>>>> B\n", "conflict", 2, 1, "冲突"),
    Bad("conflict, half mended", b"a: 1\n>>>>>>> B\n", "conflict", 2, 1, "三行"),
    Bad("two colons", b"a: b: c\n", "colon_extra", 1, 5, "两个冒号"),
    Bad("colon after a quote", b'a: "x": y\n', "colon_extra", 1, 7, "两个冒号"),
    Bad("text after |", b"a: |x\n  b\n", "block_mark", 1, 5, "从下一行写起"),
    Bad("at sign", b"a: @x\n", "reserved", 1, 4, "“@”"),
    Bad("percent", b"a: %x\n", "reserved", 1, 4, "“%”"),
    Bad("backquote", b"a: `x`\n", "reserved", 1, 4, "“`”"),
    Bad("question mark", b"a: ? b\n", "reserved", 1, 4, "“?”"),
    Bad("words after a mapping", b"{a: 1} b\n", "trailing", 1, 8, "多出了文字"),
    Bad("words after a list", b"a: [1] b\n", "trailing", 1, 8, "多出了文字"),
]

FRONT_MATTER = [
    Bad("empty profile", b"", "empty", 1, 1, "没有内容"),
    Bad("no front matter", "# 标题\n正文\n".encode(), "front_matter", 1, 1, "“---”一行"),
    Bad("front matter open", "---\na: 1\n正文\n".encode(), "front_matter", 1, 1, "结束资料"),
    Bad("empty front matter", "---\n---\n正文\n".encode(), "empty", 1, 1, "没有内容"),
    Bad("fault inside", b"---\na: 1\nb: yes\n---\ntext\n", "yes_no", 3, 4, "请加引号"),
    Bad("quote open inside", b"---\na: 1\nb: 'x\n---\nit's\n", "quote_open", 3, 4, "引号没有合上"),
    Bad("duplicate inside", b"---\na: 1\na: 2\n---\n", "duplicate_key", 3, 1, "第 2 行"),
    Bad("list inside", b"---\n- a\n---\n", "top_level", 2, 1, "列表"),
    Bad("tab inside", b"---\na:\n\tb: 1\n---\n", "tab", 3, 1, "制表符"),
    Bad("bidi in the body", "---\na: 1\n---\n正文\u202e\n", "bidi", 4, 3, "U+202E"),
    Bad("crlf", b"---\r\na: 1\r\n---\r\n", "crlf", 1, 4, "CRLF"),
    Bad("gbk in the body", b"---\na: 1\n---\n" + "张三".encode("gbk"), "encoding", 4, 1, "GBK"),
    Bad("bom", b"\xef\xbb\xbf---\na: 1\n---\n", "bom", 1, 1, "BOM"),
]

DOCUMENTS = [*BYTES, *SHAPE, *MEANING, *PUNCTUATION, *SYNTAX]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as typed; `flow` is how it is typed inside brackets, `lines` its block text."""

    token: str
    flow: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[str, str, Node], ...]  # key as typed, key as meant, value
    flow: bool
    comment: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    flow: bool
    offset: int


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Valid:
    """A document both YAML versions read alike, with how each pointer's scalar is typed."""

    text: str
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return self.text.encode()


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_REFUSED_WORDS = frozenset(words("yes no on off y n null true false"))
_words = st.from_regex(
    r"[甲乙丙村a-zA-Z][甲乙丙村。/~%!()a-zA-Z0-9_.\-]{0,12}", fullmatch=True
).filter(lambda word: word.lower() not in _REFUSED_WORDS)
_any_text = st.text("甲乙丙\uff1a\uff0c\u3000 abc019:#-&*!|>%@[]{},'\"\\\\/~?=.", max_size=20)
_plain = st.one_of(
    _words,
    st.integers(-(10**14), 10**14).map(str),
    st.floats(0.001, 10**6, allow_nan=False)
    .map(lambda x: f"{x:.3f}")
    .filter(lambda x: x[0] != "0"),
    st.sampled_from(
        words(
            "2026-10-17 2026-10-17T08:00:00 210726-017 1.2.3 0.5 -0.25 1.5e+3 .5 5. "
            "+7 -0 0 10:75 1-9 true True FALSE null Null ~ yEs 0x 1e 2026-W41 a:b "
            "甲-1 今天：走访 第\u3000一 <> -a -1-2"
        )
    ),
    st.just(""),
)
_block = st.lists(
    st.from_regex(r"[甲乙丙a-z][甲乙丙a-z:#\-\[ ]{0,9}[甲a]", fullmatch=True), min_size=1
)
_scalars = st.one_of(
    _plain.map(lambda text: Scalar(text, text or '""')),
    st.just(Scalar("1-9, 12-16", '"1-9, 12-16"')),
    _any_text.map(lambda text: Scalar(_single(text), _single(text))),
    _any_text.map(lambda text: Scalar(_double(text), _double(text))),
    st.builds(
        lambda mark, lines: Scalar(mark, _double(lines[0]), tuple(lines)),
        st.sampled_from(["|", "|-", "|+", ">", ">-"]),
        _block,
    ),
)
_keys = st.one_of(
    _words.map(lambda word: (word, word)),
    st.from_regex(r"[1-9][0-9]{11}", fullmatch=True).map(lambda code: (f'"{code}"', code)),
    _any_text.map(lambda text: (_single(text), text)),
    _any_text.map(lambda text: (_double(text), text)),
    st.sampled_from(["2026-10-17", "210726-017", "2026-10"]).map(lambda key: (key, key)),
)


def _mapping(children: st.SearchStrategy[Node], least: int = 0) -> st.SearchStrategy[Mapping]:
    entries = st.lists(
        st.tuples(_keys, children).map(lambda pair: (*pair[0], pair[1])),
        min_size=least,
        max_size=5,
        unique_by=lambda entry: entry[1],
    )
    return st.builds(Mapping, entries.map(tuple), st.booleans(), st.booleans())


def _sequence(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Sequence]:
    items = st.lists(children, max_size=4).map(tuple)
    return st.builds(Sequence, items, st.booleans(), st.sampled_from([0, 2]))


_nodes: st.SearchStrategy[Node] = st.recursive(
    _scalars, lambda children: st.one_of(_mapping(children), _sequence(children)), max_leaves=12
)


def _pointer(above: str, name: object) -> str:
    return f"{above}/{str(name).replace('~', '~0').replace('/', '~1')}"


def _flow(node: Node, pointer: str, tokens: dict[str, str]) -> str:
    if isinstance(node, Scalar):
        tokens[pointer] = node.flow
        return node.flow
    if isinstance(node, Mapping):
        pairs = (
            f"{typed}: {_flow(value, _pointer(pointer, key), tokens)}"
            for typed, key, value in node.entries
        )
        return "{" + ", ".join(pairs) + "}"
    items = (_flow(item, _pointer(pointer, n), tokens) for n, item in enumerate(node.items))
    return "[" + ", ".join(items) + "]"


def _after(node: Node, pointer: str, indent: int, tokens: dict[str, str]) -> list[str]:
    """What follows `key:` or `-` on its line, and the lines below."""
    if isinstance(node, Scalar):
        tokens[pointer] = node.token
        return [node.token, *(" " * (indent + 2) + line for line in node.lines)]
    return [_flow(node, pointer, tokens)]


def _lines(node: Node, pointer: str, indent: int, tokens: dict[str, str]) -> list[str]:
    """A block collection, each line with its indentation."""
    lines: list[str] = []
    if isinstance(node, Mapping):
        for typed, key, value in node.entries:
            below = _pointer(pointer, key)
            if node.comment and lines:
                lines.append(" " * indent + "# 说明: [&*!")
            if _is_block(value):
                step = value.offset if isinstance(value, Sequence) else 2
                lines += [f"{' ' * indent}{typed}:", *_lines(value, below, indent + step, tokens)]
            else:
                first, *rest = _after(value, below, indent, tokens)
                lines += [f"{' ' * indent}{typed}: {first}", *rest]
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            below = _pointer(pointer, number)
            if _is_block(item):
                inner = _lines(item, below, indent + 2, tokens)
                lines += [" " * indent + "- " + inner[0][indent + 2 :], *inner[1:]]
            else:
                first, *rest = _after(item, below, indent, tokens)
                lines += [f"{' ' * indent}- {first}", *rest]
    return lines


def _is_block(node: Node) -> bool:
    if isinstance(node, Mapping):
        return bool(node.entries) and not node.flow
    return isinstance(node, Sequence) and bool(node.items) and not node.flow


def _document(top: Mapping, before: str) -> Valid:
    tokens: dict[str, str] = {}
    lines = _lines(top, "", 0, tokens) if _is_block(top) else [_flow(top, "", tokens)]
    return Valid(before + "\n".join(lines) + "\n", tokens)


def valid_documents() -> st.SearchStrategy[Valid]:
    """Nested mappings and lists, every scalar style, Chinese keys, flow style, comments."""
    before = st.sampled_from(["", "---\n", "# 说明\n\n"])
    return st.builds(_document, _mapping(_nodes, least=1), before)
