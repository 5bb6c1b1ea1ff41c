"""What a part of a pack rests on: its quote, its declared decision, its requirement rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.law import fingerprint
from zhucun.law.build import Raw
from zhucun.law.rows import requirements_of, rows

QUOTE_LONGEST = 20
_NOWHERE = "请逐字核对原文；原文修订过的，先单独合并新的原文指纹，再改制度包。"


@dataclass(frozen=True, slots=True)
class PackFault:
    """A fault: JSON pointer into the record, code, Chinese sentence with the next step."""

    pointer: str
    code: str
    message: str


def basis_faults(raw: Raw, part: Raw, silent: bool, pointer: str) -> Iterator[PackFault]:
    """A null needs a note that the source is silent; anything else an article or a decision."""
    if silent and not part.get("silent"):
        message = "数值为空时，必须用 silent 写明原文在哪里、怎样没有规定。"
        yield PackFault(pointer, "null-unexplained", message)
    if not silent and part.get("silent"):
        message = "已有数值，不应再写 silent。"
        yield PackFault(f"{pointer}/silent", "silent-with-value", message)
    if not silent and not part.get("cite") and not part.get("decision"):
        message = "没有依据：请用 cite 引条文，或用 decision 写明口径编号。"
        yield PackFault(pointer, "unsourced", message)
    yield from decision_faults(raw, part, pointer)
    if part.get("cite"):
        yield from cite_faults(raw, part["cite"], f"{pointer}/cite")


def decision_faults(
    raw: Raw, part: Raw, pointer: str, field: str = "/decision"
) -> Iterator[PackFault]:
    """A decision that the pack doesn't declare."""
    named = part.get("decision")
    if named and named not in {str(item["id"]) for item in raw.get("decisions", ())}:
        message = f"口径 {named} 没有在本制度包的 decisions 中写明。"
        yield PackFault(f"{pointer}{field}", "unknown-decision", message)


def cite_faults(raw: Raw, cite: Raw, pointer: str) -> Iterator[PackFault]:
    """A quote that doesn't stand at its article, by the fingerprints of the source."""
    own = str(raw["id"])
    regulation = str(cite.get("regulation", own))
    article, quote = str(cite["article"]), str(cite["quote"])
    stored = fingerprint.known_articles(raw, regulation)
    here = f"{pointer}/quote"
    if stored is None:
        yield PackFault(here, "no-fingerprint", _without_fingerprints(regulation, own))
    elif article not in stored:
        message = f"{regulation} 没有“{article}”这一条。"
        yield PackFault(f"{pointer}/article", "unknown-article", message)
    elif not fingerprint.GRAM <= len(fingerprint.normalised(quote)) <= QUOTE_LONGEST:
        message = f"引文应当是 {fingerprint.GRAM} 至 {QUOTE_LONGEST} 个字，“{quote}”不是。"
        yield PackFault(here, "quote-length", message)
    elif not fingerprint.stands_in(stored[article], quote):
        others = "、".join(fingerprint.found_in(stored, quote))
        hint = f"它在{others}。" if others else _NOWHERE
        message = f"{article}里没有“{quote}”这句话：{hint}"
        yield PackFault(here, "quote-not-found", message)


def _without_fingerprints(regulation: str, own: str) -> str:
    """Why nothing quoted from a regulation can be verified, with the next step."""
    if regulation != own:
        return (
            f"没有 {regulation} 的原文指纹，引文无从核对："
            "引别的制度，只能引程序自带指纹的；这里请引本制度的条文，或者写口径。"
        )
    return (
        f"没有 {regulation} 的原文指纹，引文无从核对：请运行 zhucun fingerprint 原文.txt "
        f"--regulation {regulation}，把打印出来的 fingerprints 一段贴进本制度包。"
    )


def row_faults(raw: Raw, part: Raw, pointer: str) -> Iterator[PackFault]:
    """Requirement rows that don't exist, or that belong to another regulation."""
    own, regulation = requirements_of(raw), str(raw["id"])
    for index, row in enumerate(part.get("rows", ())):
        if row in own:
            continue
        if row in rows():
            message = f"{row} 是 {rows()[row].regulation} 的条目，不能写在 {regulation} 里。"
            yield PackFault(f"{pointer}/rows/{index}", "foreign-row", message)
        else:
            message = f"没有编号为 {row} 的制度条目。"
            yield PackFault(f"{pointer}/rows/{index}", "unknown-row", message)
