"""The index of names, in small JSON files below find/, which the search box fetches as needed.

`find/places.json` lists cities, counties, townships and boards. Villages and cadres stand in
buckets `find/names-<count>/<n>.json`: an entry is in the bucket of every character of its name
(but for the ending that all villages share), so that a reader who typed any part of a name fetches
one bucket. `find/<county>.json` has a county's villages by township, for choosing without typing,
and its cadres, for finding by number. The whole list is never fetched. names.js and finder.js in
the theme read these files and take the same parts of a name for the same bucket.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from zhucun.publish.model import Cadre, County, Site
from zhucun.publish.pages.board_list import BOARDS, EVERY_BOARD, BoardPlace

#: About so many entries stand in a bucket.
BUCKET_SIZE = 250
#: What nearly every village's name ends with tells none apart; a bucket of it would hold them all.
ENDINGS = ("社区", "村")

#: Address (code or number), name, number of the area it lies in, and a note: a village's kind where
#: it isn't 村, a cadre's village and role, those of a village's secretary.
Entry = tuple[str, str, int, str]
#: Code, name, and number of the area around it, -1 for none.
Area = tuple[str, str, int]


def write_name_index(site: Site, folder: Path) -> None:
    """Writes the whole index into `folder`, which becomes find/ of the site."""
    areas = list(_areas(site))
    numbers = {code: number for number, (code, _, _) in enumerate(areas)}
    entries = sorted(entry for county in site.counties for entry in _entries(county, numbers))
    buckets = _buckets(entries)
    names = folder / f"names-{len(buckets)}"
    names.mkdir(parents=True)
    for number, bucket in enumerate(buckets):
        _write(names / f"{number}.json", bucket)
    boards = [
        (board.slug, board.title, [numbers[c.code] for c in site.counties if has_page(board, c)])
        for board in boards_of(site)
    ]
    _write(folder / "places.json", {"buckets": len(buckets), "areas": areas, "boards": boards})
    for county in site.counties:
        _write(folder / f"{county.code}.json", _county_file(county))


def has_page(board: BoardPlace, county: County) -> bool:
    """Whether a county has a page of its own on a board."""
    designed = board in BOARDS and board.slug != "assessment"
    return designed or bool(county.tables_of(board.slug))


def boards_of(site: Site) -> list[BoardPlace]:
    """The boards that the site has."""
    return [b for b in EVERY_BOARD if b in BOARDS or any(has_page(b, c) for c in site.counties)]


def is_whole(name: str) -> bool:
    """Whether a name is published in full, so that one can look for it."""
    return bool(name) and "*" not in name


def bucket_of(character: str, buckets: int) -> int:
    """The number of the bucket with the names that a character occurs in."""
    return ord(character) % buckets


def normal(name: str) -> str:
    """A name as it is compared: without blanks, full-width and compatible forms made plain."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


def characters(name: str) -> list[str]:
    """The distinct characters that a name is found by, in order; no ending unless it is all."""
    whole = normal(name)
    ending = next((e for e in ENDINGS if whole.endswith(e)), "")
    return list(dict.fromkeys(whole.removesuffix(ending) or whole))


def _areas(site: Site) -> Iterator[Area]:
    """Cities, each with its counties, each with its townships; the position is the number."""
    number, city, at_city = -1, "", -1
    for county in site.counties:
        if county.city_code != city:
            number, city = number + 1, county.city_code
            at_city = number
            yield county.city_code, county.city_name, -1
        number += 1
        at_county = number
        yield county.code, county.name, at_city
        for township in county.townships:
            number += 1
            yield township.code, township.name, at_county


def _entries(county: County, numbers: dict[str, int]) -> Iterator[Entry]:
    area_of: dict[str, int] = {t.code: numbers[t.code] for t in county.townships}
    for township in county.townships:
        for village in township.villages:
            area_of[village.code] = numbers[township.code]
            kind = "" if village.kind == "村" else village.kind
            yield village.code, village.name, numbers[township.code], kind
            if village.secretary and is_whole(village.secretary.name):
                note = f"{village.name} {village.kind}党组织书记"
                yield village.code, village.secretary.name, numbers[township.code], note
    for cadre in county.cadres:
        around = area_of.get(cadre.posting.place, numbers[county.code])
        yield cadre.id, cadre.shown, around, _post(cadre)


def _post(cadre: Cadre) -> str:
    return f"{cadre.posting.place_name} {cadre.posting.role}"


def _buckets(entries: list[Entry]) -> list[list[Entry]]:
    """The entries by the characters of their names, each once in a bucket."""
    count = max(1, sum(len(characters(name)) for _, name, _, _ in entries) // BUCKET_SIZE)
    found: list[list[Entry]] = [[] for _ in range(count)]
    for entry in entries:
        for number in {bucket_of(c, count) for c in characters(entry[1])}:
            found[number].append(entry)
    return found


def _county_file(county: County) -> dict[str, object]:
    """Townships: code, name, their villages' codes (what follows the township's), their names, and
    by code the kinds of those that aren't 村. Cadres: number, name, code of the area, post.
    """
    townships = []
    area_of: dict[str, str] = {t.code: t.code for t in county.townships}
    for township in county.townships:
        rest = [v.code.removeprefix(township.code[:9]) for v in township.villages]
        names = [v.name for v in township.villages]
        kinds = {
            code: v.kind for code, v in zip(rest, township.villages, strict=True) if v.kind != "村"
        }
        townships.append((township.code, township.name, rest, names, kinds))
        area_of.update((v.code, township.code) for v in township.villages)
    cadres = [
        (c.id, c.shown, area_of.get(c.posting.place, county.code), _post(c)) for c in county.cadres
    ]
    return {"townships": townships, "cadres": cadres}


def _write(file: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"{text}\n", encoding="utf-8")
