"""Fingerprints of the source texts: any quote can be verified, though no text is kept here.

For each article a line "label TAB digests": for every three neighbouring characters of the
article (white space removed) the first five hex digits of their BLAKE2b digest. A quote
holds at an article if its own digests stand there one after another. A wrong character
changes three of them, so a typo passes with a chance of about one in 10^15.

Maintenance, when a source text is added or corrected:

    python -m zhucun.law.fingerprint SOURCE.txt --regulation s0 --out fingerprints/s0.txt
"""

import argparse
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from zhucun.law.articles import SPLITTERS

FOLDER = Path(__file__).parent / "fingerprints"
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
    """The stored digests by article of a regulation; None when none are stored."""
    path = FOLDER / f"{regulation}.txt"
    if not path.is_file():
        return None
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def holds(regulation: str, article: str, quote: str) -> bool:
    """Whether the quote (at least three characters) stands verbatim in that article."""
    stored = (articles(regulation) or {}).get(article, "")
    wanted = fingerprint(quote)
    if not wanted:
        return False
    at = stored.find(wanted)
    while at >= 0 and at % DIGITS:
        at = stored.find(wanted, at + 1)
    return at >= 0


def found_at(regulation: str, quote: str) -> list[str]:
    """The articles of the regulation in which the quote does stand."""
    return [label for label in articles(regulation) or {} if holds(regulation, label, quote)]


def lines(parts: Iterable[tuple[str, str]]) -> str:
    """The content of a fingerprint file for (label, text) pairs."""
    return "".join(f"{label}\t{fingerprint(text)}\n" for label, text in parts)


def main(arguments: list[str] | None = None) -> None:
    """Writes the fingerprint file of one source text."""
    parser = argparse.ArgumentParser(description="Write the fingerprints of a source text.")
    parser.add_argument("source", type=Path)
    parser.add_argument("--regulation", required=True, choices=sorted(SPLITTERS))
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args(arguments)
    parts = SPLITTERS[options.regulation](options.source.read_text("utf-8"))
    options.out.write_text(lines(parts), "utf-8")
    sys.stdout.write(f"{options.out}: {len(parts)} articles\n")


if __name__ == "__main__":
    main()
