"""The file of a village with a first secretary, put together from what the records hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.people import Posting

FIRST_SECRETARY: Final = "第一书记"
REGISTERED, POSTED = "村的登记", "第一书记任职"
#: Streams whose acts name a village or a cadre in one, by what the file calls them.
STREAMS: Final[Mapping[str, str]] = {
    "计划": "plan",
    "入户走访": "visit_round",
    "重要事项": "event",
    "项目": "project",
    "问题": "problem",
    "督查": "inspection_visit",
}
ATTENDANCE, LOGS = "月考勤", "工作日志"
#: Everything that a village's file may hold.
CONTENTS: Final = (REGISTERED, POSTED, ATTENDANCE, LOGS, *STREAMS)


@dataclass(frozen=True, slots=True)
class VillageFile:
    """A village's file of a year: places (`path#pointer`) by content, empty ones included.

    `township` is the folder of its township, '' where the village is not registered.
    """

    village: str
    township: str
    secretary: Posting
    places: Mapping[str, tuple[str, ...]]


def village_files(county: CountyFacts, year: int) -> Iterator[VillageFile]:
    """One file for each village that had a first secretary in the year by `as_of`, by code.

    Of two secretaries the later one stands for it.
    """
    first, last = f"{year}-01-01", min(f"{year}-12-31", county.as_of)
    secretaries: dict[str, list[Posting]] = defaultdict(list)
    for cadre in county.cadres.values():
        for posting in cadre.postings_in(first, last):
            if posting.role == FIRST_SECRETARY:
                secretaries[posting.village].append(posting)
    kept = county.once(_kept)
    for code in sorted(secretaries):
        village = county.villages.get(code)
        postings = secretaries[code]
        places = {content: tuple(kept.get((code, year, content), ())) for content in CONTENTS}
        places[POSTED] = tuple(f"{p.path}#{p.pointer}" for p in postings)
        if village:
            places[REGISTERED] = (f"{village.path}#{village.pointer}",)
        latest = max(postings, key=lambda p: p.span.start)
        yield VillageFile(code, village.township if village else "", latest, places)


def _kept(county: CountyFacts) -> dict[tuple[str, int, str], list[str]]:
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for village, day, content, place in (*_acts(county), *_months(county)):
        if village and day <= county.as_of:
            found[village, int(day[:4]), content].append(place)
    return found


def _acts(county: CountyFacts) -> Iterator[tuple[str, str, str, str]]:
    """Village, day, content and place of every act; a plan stands in each year that it covers."""
    for content, stream in STREAMS.items():
        for act in acts_of(county, stream):
            day = act.date or act.start
            village = act.village or _village(county, act.cadre, day)
            for year in range(int(act.start[:4]), int(act.end[:4]) + 1):
                first = max(day, f"{year}-01-01")
                yield village, first, content, f"{act.path}#{act.pointer}"


def _months(county: CountyFacts) -> Iterator[tuple[str, str, str, str]]:
    """The same of the sheets and logs, each of a cadre's month."""
    for sheet in county.written_sheets:
        last = month_span(sheet.month)[1]
        for village in _villages_in(county, sheet.cadre, sheet.month):
            yield village, last, ATTENDANCE, f"{sheet.path}#{sheet.pointer}"
    for log in county.logs.values():
        if log.entries:
            last = max(str(entry["date"]) for entry in log.entries)
            for village in _villages_in(county, log.cadre, log.month):
                yield village, last, LOGS, f"{log.path}#/entries"


def _village(county: CountyFacts, cadre: str, day: str) -> str:
    known = county.cadres.get(cadre)
    posting = known.posting_on(day) if known else None
    return posting.village if posting else ""


def _villages_in(county: CountyFacts, cadre: str, month: str) -> tuple[str, ...]:
    known = county.cadres.get(cadre)
    postings = known.postings_in(*month_span(month)) if known else ()
    return tuple(dict.fromkeys(p.village for p in postings))
