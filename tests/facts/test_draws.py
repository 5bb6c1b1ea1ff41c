"""Draws: nobody can choose the sample, whatever the order of the frame, and it is big enough."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.facts.draws import Draw, draw_of, drawn, quarter_end, sample_size
from zhucun.read.layout import place_of
from zhucun.read.tree import Record

IDS = st.integers(min_value=1, max_value=999).map(lambda n: f"990101-{n:03d}")
FRAMES = st.lists(IDS, unique=True, max_size=60)
SEEDS = st.text(st.characters(exclude_characters="\n", codec="utf-8"), min_size=4, max_size=80)
RATIOS = st.decimals(min_value=0, max_value=1, places=2)


@given(FRAMES, SEEDS, st.integers(min_value=0, max_value=70))
def test_it_is_the_first_of_the_digests(frame: list[str], seed: str, size: int) -> None:
    digests = sorted(sha256(f"{seed}\n{id_}".encode()).hexdigest() for id_ in frame)
    taken = [sha256(f"{seed}\n{id_}".encode()).hexdigest() for id_ in drawn(frame, seed, size)]
    assert taken == digests[:size]


@given(FRAMES, SEEDS, st.integers(min_value=0, max_value=70), st.randoms())
def test_the_order_of_the_frame_makes_no_difference(
    frame: list[str], seed: str, size: int, random: object
) -> None:
    shuffled = list(frame)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert drawn(shuffled, seed, size) == drawn(frame, seed, size)
    assert drawn(frame + frame, seed, size) == drawn(frame, seed, size)


@given(FRAMES, SEEDS, st.integers(min_value=1, max_value=70))
def test_drawing_one_more_keeps_the_others(frame: list[str], seed: str, size: int) -> None:
    assert drawn(frame, seed, size)[: size - 1] == drawn(frame, seed, size - 1)


@given(FRAMES, SEEDS, IDS, st.integers(min_value=0, max_value=70))
def test_a_newcomer_displaces_at_most_one(
    frame: list[str], seed: str, newcomer: str, size: int
) -> None:
    before, after = set(drawn(frame, seed, size)), set(drawn([*frame, newcomer], seed, size))
    assert after - before <= {newcomer}
    assert len(before - after) <= 1


@given(st.integers(min_value=0, max_value=5000), RATIOS, st.integers(min_value=0, max_value=5))
def test_the_size_is_the_least_that_reaches_the_ratio(
    frame: int, ratio: Decimal, least: int
) -> None:
    size = sample_size(frame, ratio, least)
    assert size <= frame
    assert size == frame or size >= least
    assert Decimal(size) >= ratio * frame
    assert size in (0, least) or size == frame or Decimal(size - 1) < ratio * frame


@pytest.mark.parametrize(
    ("frame", "size"), [(0, 0), (1, 1), (4, 1), (10, 1), (11, 2), (100, 10), (101, 11), (4999, 500)]
)
def test_a_tenth_is_rounded_up(frame: int, size: int) -> None:
    assert sample_size(frame, Decimal("0.1"), 1) == size


def test_the_last_day_of_a_quarter() -> None:
    assert [quarter_end(f"2028-Q{n}") for n in (1, 2, 3, 4)] == [
        "2028-03-31",
        "2028-06-30",
        "2028-09-30",
        "2028-12-31",
    ]
    with pytest.raises(ValueError, match="not a quarter"):
        quarter_end("2028-Q5")


def draw(**more: object) -> Draw:
    path = "records/a/draws/2026-Q3.yml"
    place = place_of(path)
    assert place is not None
    data = {
        "quarter": "2026-Q3",
        "date": "2026-10-09",
        "by": "city-od",
        "seed": "some public words",
        "method": "sha256",
        "frame": {"990101": ["990101-001", "990101-002"], "990102": ["990102-001"]},
        "sample": [],
        **more,
    }
    return draw_of(Record(path, place, data), "2026-11-05")


def test_the_frame_is_of_all_counties() -> None:
    assert draw().everybody == ("990101-001", "990101-002", "990102-001")


def test_a_sample_may_be_written_in_any_order() -> None:
    right = drawn(draw().everybody, "some public words", 2)
    assert draw(sample=list(right)).is_reproducible
    assert draw(sample=list(reversed(right))).is_reproducible
    other = next(id_ for id_ in draw().everybody if id_ not in right)
    assert not draw(sample=[right[0], other]).is_reproducible
    assert not draw(sample=["990101-009"]).is_reproducible


def test_a_result_of_a_later_day_is_not_known_yet() -> None:
    results = [
        {"cadre": "990101-001", "by": "city-od", "date": "2026-10-20"},
        {"cadre": "990101-002", "by": "city-od", "date": "2026-11-20"},
    ]
    assert draw(results=results).results == {"990101-001": "/results/0"}
