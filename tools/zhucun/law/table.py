"""Decision tables over a whole number: which row covers n, with no gap and no overlap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhucun.law.cite import Cite, Decision


@dataclass(frozen=True, slots=True)
class Filing:
    """A report that an approval calls for: kind is 备案 or 抄报, `to` the body that gets it."""

    kind: str
    to: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the range it covers (both ends inclusive, `max` None means no upper end)."""

    min: int
    max: int | None
    outputs: Mapping[str, object]
    cite: Cite | None
    decision: Decision | None
    rows: tuple[str, ...]
    where: str

    def covers(self, n: int) -> bool:
        """Whether n lies in the row's range."""
        return self.min <= n and (self.max is None or n <= self.max)

    def text(self, name: str) -> str:
        """An output that is text, such as approver; TypeError when it is anything else."""
        found = self.outputs[name]
        if not isinstance(found, str):
            raise TypeError(f"{self.where}: {name} is not text: {found!r}")
        return found

    def integer(self, name: str) -> int:
        """An output that is a whole number; TypeError when it is anything else."""
        found = self.outputs[name]
        if isinstance(found, bool) or not isinstance(found, int):
            raise TypeError(f"{self.where}: {name} is not an integer: {found!r}")
        return found

    @property
    def filings(self) -> tuple[Filing, ...]:
        """The filings the row calls for; none when it has no such output."""
        return filings_of(self.outputs.get("filings", ()))


@dataclass(frozen=True, slots=True)
class Table:
    """An edition of a table; without entries the source is silent and `note` says so."""

    key: str
    title: str
    unit: str
    since: str
    entries: tuple[Row, ...]
    overlay: bool
    rows: tuple[str, ...]
    where: str
    decision: Decision | None = None
    note: str = ""
    document: str = ""
    from_overlay: bool = False

    @property
    def undetermined(self) -> bool:
        """Whether the source gives no entries, so that nothing may be looked up."""
        return not self.entries

    def look(self, n: int) -> Row | None:
        """The row that covers n; None when undetermined or n is under the first row."""
        return next((row for row in self.entries if row.covers(n)), None)


@dataclass(frozen=True, slots=True)
class RangeFault:
    """A fault of a table's ranges: the index of the row it shows at, a code, a sentence."""

    index: int
    code: str
    message: str


def filings_of(raw: object) -> tuple[Filing, ...]:
    """Filings from parsed data: mappings {kind, to, by?}, or names that mean 备案 to them."""
    if not isinstance(raw, Iterable) or isinstance(raw, str):
        raise TypeError(f"filings are not a list: {raw!r}")
    filings = []
    for item in raw:
        if isinstance(item, Mapping):
            filings.append(Filing(str(item["kind"]), str(item["to"]), str(item.get("by", ""))))
        else:
            filings.append(Filing("备案", str(item)))
    return tuple(filings)


def range_faults(ranges: Iterable[tuple[int, int | None]], unit: str) -> list[RangeFault]:
    """What is wrong with the ranges in their order: reversed, unsorted, overlap, gap, closed end.

    Each range is (min, max), both inclusive; the last must be open (max None), because a
    number that no row covers would have no answer.
    """
    faults: list[RangeFault] = []
    ranges = list(ranges)
    for index, (low, high) in enumerate(ranges):
        if high is not None and high < low:
            message = f"区间上限 {high} {unit}小于下限 {low} {unit}。"
            faults.append(RangeFault(index, "table-reversed", message))
        if index:
            faults.extend(_joint_faults(index, ranges[index - 1], low, unit))
    if ranges and ranges[-1][1] is not None:
        message = f"最后一档应当不设上限，现在只到 {ranges[-1][1]} {unit}。"
        faults.append(RangeFault(len(ranges) - 1, "table-closed-end", message))
    return faults


def _joint_faults(
    index: int, before: tuple[int, int | None], low: int, unit: str
) -> Iterable[RangeFault]:
    last_low, last_high = before
    if low <= last_low:
        yield RangeFault(
            index,
            "table-order",
            f"各档应按下限从小到大排列：{low} {unit}排在 {last_low} {unit}之后。",
        )
    elif last_high is None or low <= last_high:
        end = "不限" if last_high is None else f"{last_high} {unit}"
        yield RangeFault(
            index, "table-overlap", f"与上一档重叠：上一档到{end}，本档从 {low} {unit}起。"
        )
    elif low > last_high + 1:
        yield RangeFault(
            index, "table-gap", f"与上一档之间有空档：{last_high + 1} 至 {low - 1} {unit}无人管。"
        )
