"""Fingerprints of the source texts: any quote can be verified, though no text is kept here.

For each article a line "label TAB digests": for every three neighbouring characters of the
article (white space removed) the first five hex digits of their BLAKE2b digest. A quote
holds at an article if its own digests stand there one after another. A wrong character
changes three of them, so a typo passes with a chance of about one in 10^15.

Those of the five regulations that come with the tool stand beside it, one file each; any other
pack holds its own in its section `fingerprints`. `zhucun fingerprint` writes both.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from zhucun.law.build import Raw

FOLDER = Path(__file__).parent / "fingerprints"
#: The section of a pack that holds the digests of its own source, by article.
SECTION = "fingerprints"
GRAM = 3
DIGITS = 5


def normalised(text: str) -> str:
    """The text without white space; nothing else is changed, so a quote stays verbatim."""
    return "".join(text.split())


def fingerprint(text: str) -> str:
    """Five hex digits for each three neighbouring characters; "" for a shorter text."""
    text = normalised(text)
    grams = (text[start : start + GRAM] for start in range(len(text) - GRAM + 1))
    return "".join(blake2b(gram.encode()).hexdigest()[:DIGITS] for gram in grams)


@lru_cache(maxsize=16)
def articles(regulation: str) -> Mapping[str, str] | None:
    """The digests by article that come with the tool; None for a regulation without any."""
    path = FOLDER / f"{regulation}.txt"
    if not path.is_file():
        return None
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def known_articles(raw: Raw, regulation: str) -> Mapping[str, str] | None:
    """The digests by article that a pack's quotes of a regulation are held to: the tool's, else
    those of the pack itself; None where there are none.
    """
    stored = articles(regulation)
    own = raw.get(SECTION) if regulation == str(raw["id"]) else None
    return stored if stored is not None or own is None else own


def stands_in(digests: str, quote: str) -> bool:
    """Whether the quote (at least three characters) stands verbatim in an article's digests."""
    wanted = fingerprint(quote)
    if not wanted:
        return False
    at = digests.find(wanted)
    while at >= 0 and at % DIGITS:
        at = digests.find(wanted, at + 1)
    return at >= 0


def holds(regulation: str, article: str, quote: str) -> bool:
    """Whether the quote stands verbatim in an article whose digests come with the tool."""
    return stands_in((articles(regulation) or {}).get(article, ""), quote)


def found_in(stored: Mapping[str, str], quote: str) -> list[str]:
    """The articles in which the quote does stand."""
    return [label for label, digests in stored.items() if stands_in(digests, quote)]


def prints_of(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The digests by article of (label, text) pairs."""
    return {label: fingerprint(text) for label, text in parts}
