"""`zhucun fingerprint`: the fingerprints of a source text, for a pack to hold its quotes to."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from zhucun.cli.chinese import why
from zhucun.cli.load import Refused, root_of
from zhucun.law.articles import SPLITTERS
from zhucun.law.division import Division, divided
from zhucun.law.fingerprint import GRAM, SECTION, articles, normalised, prints_of
from zhucun.read.layout import RECORDS
from zhucun.read.strict import parse

_ID: Final = re.compile(r"s[0-9]+")
#: What texts saved on Chinese systems are written in.
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_MOST_SHOWN: Final = 8


@click.command("fingerprint", short_help="算出一份制度原文的指纹，贴进制度包")
@click.argument("source", metavar="原文")
@click.option("--regulation", required=True, metavar="编号", help="制度包的编号，如 s5。")
@click.option("--compare", is_flag=True, help="不打印，只核对制度包里的指纹是不是这份原文的。")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
def command(source: str, regulation: str, compare: bool, root: str | None) -> None:
    """由一份制度原文（文本文件）算出指纹，打印成制度包里 fingerprints 一段。

    指纹用来逐字核对引文；原文不要放进记录库。
    加 --compare 时核对：一致返回 0，不一致返回 1。
    """
    if not _ID.fullmatch(regulation):
        raise Refused(f"{regulation} 不是制度包的编号；请写成 s5 这样。")
    found = _division(regulation, _text(Path(source)))
    prints = {label: digests for label, digests in prints_of(found.parts).items() if digests}
    for sentence in _told(found, prints):
        click.echo(sentence, err=True)
    if not prints:
        raise Refused(f"{source} 里没有可以核对的文字；请核对是不是这份制度的原文。")
    if compare:
        sys.exit(_compared(prints, _stored(regulation, root), regulation))
    shipped = articles(regulation) is not None
    for line in _lines(prints) if shipped else _section(prints):
        click.echo(line)


def _text(source: Path) -> str:
    try:
        raw = source.read_bytes()
    except OSError as refused:
        reason = "没有这个文件" if isinstance(refused, FileNotFoundError) else why(refused)
        raise Refused(f"{source} 读不了（{reason}）；请核对文件名。") from None
    for encoding in _ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(f"{source} 不是文本文件；请先从原文另存为 .txt（UTF-8 或 GB18030 编码）。")


def _division(regulation: str, text: str) -> Division:
    """By the splitter of a text that came with its own noise, else by its articles."""
    split = SPLITTERS.get(regulation)
    if split is None:
        return divided(text)
    try:
        return Division("按这份制度自己的分法", tuple(split(text)))
    except (IndexError, StopIteration, ValueError):
        raise Refused(f"这份文件不像 {regulation} 的原文；请核对是不是拿错了文件。") from None


def _told(found: Division, prints: Mapping[str, str]) -> Iterator[str]:
    yield f"{found.kind}分成 {len(prints)} 段：{_listed(prints)}。"
    for before, after in found.gaps:
        yield f"{before}后面是{after}，中间的没有见到；原文缺页的，在制度包的 source.note 里写明。"
    short = [label for label, text in found.parts if len(normalised(text)) < GRAM]
    if short:
        yield f"{_listed(short)}不到 {GRAM} 个字，没有指纹，不能引用。"


def _listed(labels: Iterable[str]) -> str:
    names = list(labels)
    if len(names) <= _MOST_SHOWN:
        return "、".join(names)
    return f"{'、'.join(names[: _MOST_SHOWN - 1])}……{names[-1]}"


def _section(prints: Mapping[str, str]) -> Iterator[str]:
    """The section of a pack. Digests stand in quotes: some look like numbers."""
    yield f"{SECTION}:"
    yield from (f'  "{label}": "{digests}"' for label, digests in prints.items())


def _lines(prints: Mapping[str, str]) -> Iterator[str]:
    """The file beside the tool."""
    yield from (f"{label}\t{digests}" for label, digests in prints.items())


def _stored(regulation: str, root: str | None) -> Mapping[str, str]:
    """The fingerprints that quotes of the regulation are held to now."""
    shipped = articles(regulation)
    if shipped is not None:
        return shipped
    path = root_of(root) / RECORDS / "regulations" / f"{regulation}.yml"
    try:
        pack: Any = parse(path.read_bytes()).value
    except OSError as refused:
        raise Refused(f"{path} 读不了（{why(refused)}）；请核对编号。") from None
    own = pack.get(SECTION) if isinstance(pack, Mapping) else None
    if not isinstance(own, Mapping):
        raise Refused(f"{path} 里没有 {SECTION}；请先不加 --compare 运行，把打印的一段贴进去。")
    return {str(label): str(digests) for label, digests in own.items()}


def _editions(label: str, stored: Mapping[str, str]) -> list[str]:
    """What a pack calls an article, in its first text and in revised ones."""
    return [name for name in stored if name == label or name.startswith(f"{label}（")]


def _compared(prints: Mapping[str, str], stored: Mapping[str, str], regulation: str) -> int:
    """Tells what differs; 1 if anything does.

    A pack may hold more: articles of an earlier text that older values rest on. An article that was
    revised stands under its name with a remark: 第三条（2027）.
    """
    editions = {label: _editions(label, stored) for label in prints}
    lacking = [label for label, found in editions.items() if not found]
    same = {
        name for label, found in editions.items() for name in found if stored[name] == prints[label]
    }
    other = [label for label, found in editions.items() if found and not same & {*found}]
    more = [name for name in stored if name not in same and name not in other]
    if more:
        click.echo(f"制度包里还有 {_listed(more)}：应当是别的年份的文本，请用那一份文本核对。")
    if other:
        click.echo(f"{_listed(other)}的指纹与原文不一致：不是同一个文本，或者被改过。")
    if lacking:
        click.echo(f"制度包里没有 {_listed(lacking)}。")
    if other or lacking:
        return 1
    click.echo(f"一致：{regulation} 的指纹就是这份原文的。")
    return 0
