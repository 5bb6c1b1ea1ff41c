"""Tables cover every number once: the range check against brute force."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from zhucun.law.table import Row, Table, filings_of, range_faults

END = 40
RANGES = st.lists(
    st.tuples(st.integers(1, 12), st.none() | st.integers(1, 12)), min_size=1, max_size=5
)


def _table(ranges: list[tuple[int, int | None]]) -> Table:
    entries = tuple(
        Row(low, high, {}, None, None, (), f"#{index}") for index, (low, high) in enumerate(ranges)
    )
    return Table("t.t", "表", "天", "2017-12-01", entries, False, (), "#")


@given(RANGES)
@example([(1, 2), (3, 10), (11, None)])
@example([(1, 2), (2, None)])
@example([(1, 2), (4, None)])
@example([(3, None), (1, 2)])
def test_no_fault_means_that_every_number_has_one_row(
    ranges: list[tuple[int, int | None]],
) -> None:
    rows = _table(ranges).entries
    first = ranges[0][0]
    once = all(sum(row.covers(n) for row in rows) == 1 for n in range(first, END))
    none_below = not any(row.covers(n) for row in rows for n in range(first))
    ordered = [low for low, _ in ranges] == sorted(low for low, _ in ranges)
    filled = all(high is None or low <= high for low, high in ranges)
    sound = once and none_below and ordered and filled
    assert (range_faults(ranges, "天") == []) == sound


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(0, END))
def test_a_sound_table_finds_the_row(widths: list[int], n: int) -> None:
    low, ranges = 1, list[tuple[int, int | None]]()
    for width in widths:
        ranges.append((low, low + width - 1))
        low += width
    ranges.append((low, None))
    assert range_faults(ranges, "天") == []
    row = _table(ranges).look(n)
    assert (row is None) == (n < 1)
    assert row is None or row.covers(n)


def test_a_filing_may_be_a_name_or_a_mapping() -> None:
    named, mapped = filings_of(["市委组织部", {"kind": "抄报", "to": "省直相关工委"}])
    assert (named.kind, named.to) == ("备案", "市委组织部")
    assert (mapped.kind, mapped.to, mapped.by) == ("抄报", "省直相关工委", "")
