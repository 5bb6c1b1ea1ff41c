"""Attendance sheets: what the township registered for each day of a cadre's month."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhucun.facts.dates import DaysError, month_length, parse_days
from zhucun.read.tree import Record

IN_VILLAGE = "在村"
BUSINESS = "因公外出"
LEAVE = "请假"
REST = "休息"
OFF_POST = "缺岗"


@dataclass(frozen=True, slots=True)
class Seal:
    """Who sealed a month's sheets, and when."""

    by: str
    date: str
    path: str
    pointer: str = "/seal"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One cadre's month. `days` keeps what was written, repeats and impossible days included.

    `marks` is the reading of it, in order of days: day -> status, for the days that carry exactly
    one status and that the month has; `by_status` the same as status -> ISO dates. `errors` are
    (status, sentence) for expressions that mean nothing.
    """

    cadre: str
    month: str
    days: dict[str, tuple[int, ...]]
    marks: dict[int, str]
    by_status: dict[str, tuple[str, ...]]
    errors: tuple[tuple[str, str], ...]
    seal: Seal | None
    township: str
    path: str
    pointer: str

    @property
    def is_sealed(self) -> bool:
        """Whether the month is sealed."""
        return self.seal is not None

    def dates(self, status: str) -> tuple[str, ...]:
        """ISO dates of one status, in order."""
        return self.by_status.get(status, ())


def merged(sheets: list[Sheet]) -> Sheet:
    """One cadre's month out of the sheets of the townships he served in it, in path order.

    Days are put together, a day that two sheets register counts as repeated; the month is sealed
    when every part is. Path, pointer and township are those of the first part.
    """
    first = sheets[0]
    if len(sheets) == 1:
        return first
    days: dict[str, tuple[int, ...]] = {}
    for sheet in sheets:
        for status, numbers in sheet.days.items():
            days[status] = (*days.get(status, ()), *numbers)
    marks = _marks(days, month_length(first.month))
    return replace(
        first,
        days=days,
        marks=marks,
        by_status=_by_status(first.month, marks),
        errors=tuple(error for sheet in sheets for error in sheet.errors),
        seal=sheets[-1].seal if all(sheet.is_sealed for sheet in sheets) else None,
    )


def _marks(days: dict[str, tuple[int, ...]], length: int) -> dict[int, str]:
    seen: dict[int, str] = {}
    repeated: set[int] = set()
    for status, numbers in days.items():
        for day in numbers:
            if day in seen:
                repeated.add(day)
            seen[day] = status
    return {d: seen[d] for d in sorted(seen) if d not in repeated and d <= length}


def _by_status(month: str, marks: dict[int, str]) -> dict[str, tuple[str, ...]]:
    dates: dict[str, list[str]] = {}
    for day, status in marks.items():
        dates.setdefault(status, []).append(f"{month}-{day:02d}")
    return {status: tuple(found) for status, found in dates.items()}


def sheets_of(record: Record) -> list[Sheet]:
    """The sheets of a schema-valid attendance record."""
    data = record.data
    month = data["month"]
    seal = None
    if "seal" in data:
        seal = Seal(data["seal"]["by"], data["seal"]["date"], record.path)
    sheets = []
    for cadre, written in data["sheets"].items():
        days: dict[str, tuple[int, ...]] = {}
        errors: list[tuple[str, str]] = []
        for status, expression in written.items():
            try:
                days[status] = parse_days(expression)
            except DaysError as error:
                errors.append((status, str(error)))
        marks = _marks(days, month_length(month))
        sheets.append(
            Sheet(
                cadre=cadre,
                month=month,
                days=days,
                marks=marks,
                by_status=_by_status(month, marks),
                errors=tuple(errors),
                seal=seal,
                township=record.place.township,
                path=record.path,
                pointer=f"/sheets/{cadre}",
            )
        )
    return sheets
