"""What assessments came to and what was made of them: results, outcomes, honours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.read.tree import Record

TERM: Final = "期满-"
RECOMMENDED: Final = "推荐"
_DATED_PARTS: Final = ("daily", "half_year", "year_end", "annual", "benchmark", "verification")


@dataclass(frozen=True, slots=True)
class Result:
    """One assessment as a basis: `name` is what an outcome cites, 2025 or 期满-1.

    `year` is the one assessed, or in which the term ends; `date` the day of its grade, or of its
    last part; `grade` is '' while there is none.
    """

    name: str
    year: int
    date: str
    grade: str
    path: str
    pointer: str

    @property
    def shown(self) -> str:
        """2025 年度考核, 第 1 段任职期满考核."""
        if self.name.startswith(TERM):
            return f"第 {self.name.removeprefix(TERM)} 段任职期满考核"
        return f"{self.name} 年度考核"

    @property
    def where(self) -> str:
        """The place of its grade as `path#pointer`."""
        return f"{self.path}#{self.pointer}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One use of a result. `cites` names the assessment it rests on, '' for none."""

    kind: str
    date: str
    by: str
    cites: str
    path: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Award:
    """An honour, or an outcome that may be one: `kind` is the outcome's, "" for an honour.

    `year` is the one it is for: that of the honour, or of the yearly assessment that the outcome
    cites, else of its own day (Z85).
    """

    kind: str
    title: str
    year: str
    date: str
    path: str
    pointer: str


def term_records(county: CountyFacts) -> Mapping[tuple[str, int], Record]:
    """Term-end assessments by cadre and serial of the posting."""
    return county.once(_term_records)


def _term_records(county: CountyFacts) -> dict[tuple[str, int], Record]:
    return {(r.data["cadre"], r.data["serial"]): r for r in county.of("term_assessment")}


def results_of(county: CountyFacts, cadre: Cadre) -> dict[str, Result]:
    """A cadre's assessments by the name that an outcome cites, as far as dated by `as_of`."""
    results = (*_yearly(county, cadre.id), *_of_terms(county, cadre))
    return {r.name: r for r in results if r.date <= county.as_of}


def _yearly(county: CountyFacts, cadre: str) -> Iterable[Result]:
    for record in county.once(_records_by_cadre).get(cadre, ()):
        data = record.data
        grades = data.get("grades")
        if grades:
            date, grade, pointer = grades["date"], grades["year_end"], "/grades/year_end"
        else:
            date, grade, pointer = _last_day(data), "", ""
        if date:
            year = data["year"]
            yield Result(str(year), year, date, grade, record.path, pointer)


def _records_by_cadre(county: CountyFacts) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for (cadre, _), record in county.assessments.items():
        found.setdefault(cadre, []).append(record)
    return found


def _last_day(data: Mapping[str, Any]) -> str:
    days = [str(data[part]["date"]) for part in _DATED_PARTS if part in data]
    return max([*days, *(str(rating["date"]) for rating in data.get("ratings", ()))], default="")


def _of_terms(county: CountyFacts, cadre: Cadre) -> Iterable[Result]:
    for posting in cadre.postings:
        record = term_records(county).get((cadre.id, posting.serial))
        if record:
            data = record.data
            name, year = f"{TERM}{posting.serial}", int(posting.term_end[:4])
            grade = data.get("grade", "")
            yield Result(name, year, data["date"], grade, record.path, "/grade" if grade else "")


def latest_grade(county: CountyFacts, cadre: Cadre, year: int) -> Result | None:
    """The newest graded result of a year or before; of two of one day the term's."""
    graded = [r for r in results_of(county, cadre).values() if r.grade and r.year <= year]
    return max(graded, key=lambda r: (r.date, r.name.startswith(TERM), r.name), default=None)


def outcomes_of(cadre: Cadre) -> tuple[Outcome, ...]:
    """What was made of a cadre's results, in the order recorded."""
    return tuple(
        Outcome(
            kind=item["kind"],
            date=item["date"],
            by=item["by"],
            cites=item.get("assessment", ""),
            path=cadre.path,
            pointer=f"/outcomes/{index}",
        )
        for index, item in enumerate(cadre.data.get("outcomes", ()))
    )


def awards_of(cadre: Cadre) -> Iterator[Award]:
    """A cadre's outcomes and honours as awards; which kinds of outcome are one, the law says."""
    for outcome in outcomes_of(cadre):
        year = outcome.cites if outcome.cites.isdigit() else outcome.date[:4]
        yield Award(outcome.kind, outcome.kind, year, outcome.date, outcome.path, outcome.pointer)
    for index, honour in enumerate(cadre.data.get("honours", ())):
        year, pointer = str(honour["year"]), f"/honours/{index}"
        yield Award("", f"荣誉“{honour['title']}”", year, honour["date"], cadre.path, pointer)


def recommendations(cadre: Cadre, serial: int) -> tuple[Outcome, ...]:
    """Recommendations of the cadre on the ground of a term's assessment, by whomever."""
    name = f"{TERM}{serial}"
    return tuple(o for o in outcomes_of(cadre) if o.kind == RECOMMENDED and o.cites == name)


def was_served_out(posting: Posting, day: str) -> bool:
    """Whether a posting ran to the end of its term and that end lies before a day.

    A term cut short by a recall, a transfer or retirement is not served out.
    """
    return posting.span.end == posting.term_end < day


def consecutive_years(cadre: Cadre, level: str, year: int, day: str) -> tuple[int, ...]:
    """The longest run of years in which the cadre was named an excellent first secretary.

    Honours of exactly that level for `year` or before, given by `day`; of runs of one length the
    latest.
    """
    years = {
        int(honour["year"])
        for honour in cadre.data.get("honours", ())
        if honour["level"] == level
        and honour.get("first_secretary") is True
        and honour["year"] <= year
        and honour["date"] <= day
    }
    runs: list[list[int]] = []
    for each in sorted(years):
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    longest: list[int] = max(runs, key=lambda run: (len(run), run[-1]), default=[])
    return tuple(longest)
