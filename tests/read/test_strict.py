"""The strict reader: agrees with PyYAML on what both accept, and says precisely what it refuses."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from read import corpus
from read.corpus import Bad, Valid, valid_documents
from zhucun.read import marks
from zhucun.read.strict import Parsed, parse, parse_front_matter

WORDS_WE_SAY = frozenset(["UTF", "GBK", "BOM", "LF", "CRLF", "YAML", "Windows", "Tab"])


class WithoutTimestamps(yaml.CSafeLoader):
    """Plain PyYAML, but dates and times stay text as in YAML 1.2."""


WithoutTimestamps.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def plain(raw: bytes) -> object:
    """What PyYAML makes of a document."""
    value: object = WithoutTimestamps(raw).get_single_data()
    return value


def typed(value: object) -> object:
    """A value with the types of its scalars, so that 1, 1.0 and True differ."""
    if isinstance(value, dict):
        return [(typed(key), typed(child)) for key, child in value.items()]
    if isinstance(value, list):
        return [typed(child) for child in value]
    return type(value), value


@pytest.fixture(params=["C", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of PyYAML's two parsers in turn; the pure one stands in where libyaml is missing."""
    if request.param == "pure":
        monkeypatch.setattr(marks, "_LOADER", yaml.BaseLoader)
    return str(request.param)


def assert_refused(parsed: Parsed, bad: Bad) -> None:
    assert parsed.value is None
    assert parsed.fault is not None
    fault = parsed.fault
    assert (fault.code, fault.line, fault.column) == (bad.code, bad.line, bad.column), fault
    assert bad.phrase in fault.message
    assert fault.message.endswith("。")
    assert "\n" not in fault.message
    ours = re.sub('“[^”]*”|"[^"]*"|U\\+[0-9A-F]+', "", fault.message)
    assert set(re.findall("[A-Za-z]{2,}", ours)) <= WORDS_WE_SAY, fault.message


@pytest.mark.parametrize("bad", corpus.DOCUMENTS, ids=lambda bad: bad.name)
def test_bad_document(bad: Bad) -> None:
    assert_refused(parse(bad.raw()), bad)


@pytest.mark.parametrize("bad", corpus.FRONT_MATTER, ids=lambda bad: bad.name)
def test_bad_front_matter(bad: Bad) -> None:
    assert_refused(parse_front_matter(bad.raw()), bad)


# What the pure parser scans in another order or does not scan at all.
PURE_DIFFERS = {"unknown escape": (2, 6)}


@pytest.mark.parametrize(
    "bad", [b for b in corpus.DOCUMENTS if b.name != "50 MB"], ids=lambda bad: bad.name
)
def test_bad_document_without_libyaml(bad: Bad, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_LOADER", yaml.BaseLoader)
    parsed = parse(bad.raw())
    assert parsed.fault is not None
    place = PURE_DIFFERS.get(bad.name, (bad.line, bad.column))
    assert (parsed.fault.code, parsed.fault.line, parsed.fault.column) == (bad.code, *place)


def test_every_sentence_is_in_the_corpus() -> None:
    from zhucun.read import strict

    said = {bad.code for bad in (*corpus.DOCUMENTS, *corpus.FRONT_MATTER)}
    # Kept for what no parser is known to say.
    assert set(strict._MESSAGES) - said == {"syntax"}


def test_names_in_the_corpus_are_unique() -> None:
    names = [bad.name for bad in corpus.DOCUMENTS]
    assert len(names) == len(set(names))


@settings(deadline=None)
@given(valid_documents())
def test_agrees_with_pyyaml(document: Valid) -> None:
    parsed = parse(document.raw)
    assert parsed.fault is None
    assert typed(parsed.value) == typed(plain(document.raw))


@settings(deadline=None)
@given(valid_documents())
def test_both_parsers_agree(document: Valid) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_LOADER", yaml.BaseLoader)
        pure = parse(document.raw)
    assert typed(pure.value) == typed(parse(document.raw).value)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_value_or_one_fault(text: str) -> None:
    parsed = parse(text.encode(errors="surrogatepass"))
    assert (parsed.value is None) != (parsed.fault is None)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_one_fault(raw: bytes) -> None:
    parsed = parse(raw)
    assert (parsed.value is None) != (parsed.fault is None)


@settings(deadline=None)
@given(valid_documents(), st.data())
def test_a_damaged_document_gives_a_value_or_a_fault_in_it(
    document: Valid, data: st.DataObject
) -> None:
    """Whatever one keystroke does, what is still accepted means the same to PyYAML."""
    at = data.draw(st.integers(0, len(document.text)))
    key = data.draw(st.sampled_from([*"\t\r:-'\"[]{}&*!|>#%@,? \n0", "\uff1a", "\uff0c", ""]))
    text = document.text[:at] + key + document.text[at + 1 :]
    parsed = parse(text.encode())
    if parsed.fault is None:
        assert typed(parsed.value) == typed(plain(text.encode()))
    else:
        assert 1 <= parsed.fault.line <= text.count("\n") + 1
        assert 1 <= parsed.fault.column <= max(map(len, text.split("\n"))) + 1


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("2026-10-17", "2026-10-17"),
        ("2026-10-17T08:00:00", "2026-10-17T08:00:00"),
        ("2026-10-17 08:00:00", "2026-10-17 08:00:00"),
        ("210726-017", "210726-017"),
        ('"210726102000"', "210726102000"),
        ("210726102000", 210726102000),
        ("999999999999999", 999999999999999),
        ("-12", -12),
        ("+12", 12),
        ("-0", 0),
        ("1.5", 1.5),
        ("-1.50", -1.5),
        ("1.5e+3", 1500.0),
        (".5", 0.5),
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("'yes'", "yes"),
        ("yEs", "yEs"),
        ("yesterday", "yesterday"),
        ("'10:30'", "10:30"),
        ("10:30-11:30", "10:30-11:30"),
        ("'007'", "007"),
        ("1-9, 12-16", "1-9, 12-16"),
        ("上午\uff1a走访\uff0c下午\uff1a开会", "上午\uff1a走访\uff0c下午\uff1a开会"),
        ("https://example.org/a:b", "https://example.org/a:b"),
        ("A&B", "A&B"),
        ("'<<'", "<<"),
        ('"第一行\\n第二行"', "第一行\n第二行"),
        ("|\n  走访\uff1a张三\n  - 不是列表", "走访\uff1a张三\n- 不是列表\n"),
        ("'字" + "字" * 19_999 + "'", "字" * 20_000),
    ],
)
def test_scalar(token: str, value: object, parser: str) -> None:
    parsed = parse(f"a: {token}\n".encode())
    assert parsed.fault is None
    assert typed(parsed.value) == typed({"a": value})


@pytest.mark.parametrize("depth", [40, 41])
def test_depth_up_to_forty(depth: int) -> None:
    parsed = parse(b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1) + b"\n")
    assert (parsed.fault is None) == (depth == 40)


def test_front_matter_and_body(parser: str) -> None:
    parsed = parse_front_matter("---\ntitle: 标题\nby: 张三\n---\n# 正文\n\n---\n\n完\n".encode())
    assert parsed.value == {"title": "标题", "by": "张三"}
    assert parsed.body == "# 正文\n\n---\n\n完\n"


def test_front_matter_without_a_body() -> None:
    assert parse_front_matter(b"---\na: 1\n---") == Parsed({"a": 1}, None)


def test_a_tab_between_words_is_text() -> None:
    """A tab is refused as indentation only; the pure parser is stricter here than YAML."""
    assert parse(b"a: x\ty\nb: 'x\ty'\n") == Parsed({"a": "x\ty", "b": "x\ty"}, None)


def test_keys_keep_their_order() -> None:
    parsed = parse("乙: 1\n甲: 2\n".encode())
    assert isinstance(parsed.value, dict)
    assert list(parsed.value) == ["乙", "甲"]


def test_a_long_word_of_the_user_is_cut_in_the_message() -> None:
    word = "长" * 50
    parsed = parse(f"{word}: 1\n{word}: 2\n".encode())
    assert parsed.fault is not None
    assert f"“{'长' * 29}…”" in parsed.fault.message


@pytest.mark.parametrize("build", [corpus.nested_flow, corpus.nested_block, corpus.nested_dashes])
def test_depth_does_not_touch_a_small_stack(build: Callable[[], bytes]) -> None:
    """5,000 levels are refused on a thread with 256 KiB of stack, so nothing recurses."""
    parsed: list[Parsed] = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: parsed.append(parse(build())))
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert parsed[0].fault is not None
    assert parsed[0].fault.code == "too_deep"
