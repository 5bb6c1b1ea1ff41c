"""`zhucun fingerprint`: prints the section of a pack, or compares a text with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from zhucun.law.fingerprint import articles, fingerprint
from zhucun.read.strict import parse

SIXTH = Path(__file__).parents[1] / "sixth"
SOURCE = SIXTH / "source.txt"


def asked(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    return run(capsys, "fingerprint", *map(str, arguments))


def test_the_section_is_that_of_the_pack(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, said = asked(capsys, SOURCE, "--regulation", "s99")
    pack = (SIXTH / "records/regulations/s99.yml").read_text(encoding="utf-8")
    assert code == 0
    assert shown in pack
    assert (
        said
        == "按“第…条”分成 12 段：引言、第一条、第二条、第三条、第四条、第五条、第六条……第十一条。\n"
    )


def test_a_text_of_gb18030_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "办法.txt"
    source.write_bytes("第一条 甲乙丙丁。\n第三条 无。\n".encode("gb18030"))
    code, shown, said = asked(capsys, source, "--regulation", "s9")
    assert code == 0
    assert parse(shown.encode()).value == {"fingerprints": {"第一条": fingerprint("甲乙丙丁。")}}
    assert "第一条后面是第三条，中间的没有见到" in said
    assert "第三条不到 3 个字" in said


def test_for_a_regulation_of_the_tool_its_file_is_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "source.txt"
    source.write_text("办法名\n第一章 总则\n第一条 甲乙丙丁。\n(一)戊己庚;\n", encoding="utf-8")
    _, shown, _ = asked(capsys, source, "--regulation", "s0")
    lines = dict(line.split("\t") for line in shown.splitlines())
    assert lines["第一条"] == fingerprint("甲乙丙丁。(一)戊己庚;")


def planted(root: Path, text: str) -> Path:
    folder = root / "records" / "regulations"
    folder.mkdir(parents=True)
    (folder / "s99.yml").write_text(text, encoding="utf-8")
    return root


def compared(capsys: pytest.CaptureFixture[str], root: Path, source: Path) -> tuple[int, str, str]:
    return asked(capsys, source, "--regulation", "s99", "--compare", "--root", root)


def test_another_text_differs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = planted(tmp_path / "tree", (SIXTH / "records/regulations/s99.yml").read_text("utf-8"))
    assert compared(capsys, root, SOURCE)[0] == 0
    other = tmp_path / "other.txt"
    text = SOURCE.read_text(encoding="utf-8").replace("不少于八条", "不少于四条")
    other.write_text(f"{text}第十二条 另行通知。\n", encoding="utf-8")
    code, shown, _ = compared(capsys, root, other)
    assert code == 1
    assert "第四条的指纹与原文不一致" in shown
    assert "制度包里没有 第十二条" in shown


def test_articles_of_an_older_text_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = planted(tmp_path / "tree", (SIXTH / "records/regulations/s99.yml").read_text("utf-8"))
    shorter = tmp_path / "shorter.txt"
    text = SOURCE.read_text(encoding="utf-8")
    shorter.write_text(text[: text.index("第十条")], encoding="utf-8")
    code, shown, _ = compared(capsys, root, shorter)
    assert code == 0
    assert "制度包里还有 第十条、第十一条：" in shown


def test_a_revised_article_stands_beside_the_old_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = (SIXTH / "records/regulations/s99.yml").read_text("utf-8")
    revised = fingerprint("村党组织书记每月记录值班和办事情况不少于四条。")
    text = pack.replace("fingerprints:\n", f'fingerprints:\n  "第四条（2027）": "{revised}"\n')
    root = planted(tmp_path / "tree", text)
    new = tmp_path / "new.txt"
    new.write_text(SOURCE.read_text("utf-8").replace("不少于八条", "不少于四条"), encoding="utf-8")
    for source, rest in ((SOURCE, "第四条（2027）"), (new, "第四条")):
        code, shown, _ = compared(capsys, root, source)
        assert code == 0
        assert f"制度包里还有 {rest}：" in shown


def test_what_the_tool_holds_is_compared_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "source.txt"
    source.write_text("第一条 完全不是这份制度。\n", encoding="utf-8")
    code, shown, _ = asked(capsys, source, "--regulation", "s0", "--compare")
    assert articles("s0")
    assert code == 1
    assert "第一条的指纹与原文不一致" in shown


@pytest.mark.parametrize(
    ("name", "content", "regulation", "said"),
    [
        ("none.txt", None, "s99", "没有这个文件"),
        ("a.txt", "第一条 甲乙丙".encode(), "五", "不是制度包的编号"),
        ("a.pdf", b"%PDF-1.4\0\0\xff\xff", "s99", "不是文本文件"),
        ("empty.txt", b" \n", "s99", "没有可以核对的文字"),
        ("short.txt", "随便".encode(), "s4", "不像 s4 的原文"),
    ],
)
def test_a_mistake_is_answered_in_chinese(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    content: bytes | None,
    regulation: str,
    said: str,
) -> None:
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    code, shown, complaint = asked(capsys, source, "--regulation", regulation)
    assert (code, shown) == (2, "")
    assert said in complaint


def test_a_pack_without_fingerprints_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, complaint = compared(capsys, planted(tmp_path / "tree", "id: s99\n"), SOURCE)
    assert code == 2
    assert "请先不加 --compare 运行" in complaint
