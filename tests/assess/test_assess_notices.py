"""The tables of public notices: which year's, how the staff see them, how many of each kind."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import COUNTY, cadre, county_of, pack_of
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of

LAW = {"notice.honour_days": 7, "notice.assessment_days": None}
WITHDRAWN = {"by": "od", "date": "2026-10-20", "reason": "某"}


def notice(number: int, day: str, kind: str = "荣誉", **more: Any) -> dict[str, Any]:
    return {
        "id": f"990101-n{number:03d}",
        "kind": kind,
        "files": ["cadres/990101-001.yml"],
        "statement": f"第 {number} 件。",
        "decision": {"by": "od", "date": day},
        **more,
    }


def rows(
    name: str, *notices: dict[str, Any], year: int = 2026, as_of: str = "2026-11-20"
) -> list[dict[str, object]]:
    years = sorted({item["decision"]["date"][:4] for item in notices})
    records = [
        (
            f"{COUNTY}/notices/{each}.yml",
            {
                "year": int(each),
                "notices": [n for n in notices if n["decision"]["date"][:4] == each],
            },
        )
        for each in years
    ]
    county = county_of(pack_of(LAW), cadre(1), *records, as_of=as_of)
    found = cells_of(county, TABLES[name], year)
    return [{key: cell.value for key, cell in row.items()} for row in found]


def test_the_staff_read_more_than_the_public() -> None:
    objections = [{"date": "2026-11-10", "how": "匿名", "matter": "某"}]
    (row,) = rows("notices", notice(1, "2026-11-09", objections=objections))
    assert (row["until"], row["stage"]) == ("2026-11-15", "公示期满")
    assert (row["progress"], row["objections"], row["cadres"]) == ("异议待答复", 1, ["990101-001"])
    public = {column.key for column in TABLES["notices"].public_columns}
    assert public == {"statement", "kind", "since", "until", "stage", "id"}


def test_a_notice_of_the_negative_list_speaks_in_the_words_of_its_case() -> None:
    case = {
        "id": "990101-c001",
        "cadre": "990101-001",
        "kind": "工作不认真",
        "found_on": "2026-08-01",
        "opened": {"by": "od", "date": "2026-08-02"},
        "publication": {
            "by": "od",
            "date": "2026-08-03",
            "show_name": False,
            "statement": "公开文字。",
        },
    }
    item = notice(1, "2026-08-03", "负面清单", files=["cases/990101-c001.yml"])
    del item["statement"]
    record = f"{COUNTY}/notices/2026.yml", {"year": 2026, "notices": [item]}
    county = county_of(pack_of(LAW), cadre(1), record, (f"{COUNTY}/cases/990101-c001.yml", case))
    (row,) = cells_of(county, TABLES["notices"], 2026)
    assert (row["statement"].value, row["shown"].value) == ("公开文字。", False)


@pytest.mark.parametrize(
    ("given", "years"),
    [
        (notice(1, "2025-12-20"), [2025]),
        (notice(1, "2025-12-28"), [2025, 2026]),  # its window ends on 3 January
        (notice(1, "2025-12-20", withdrawn={**WITHDRAWN, "date": "2026-01-05"}), [2025, 2026]),
        (notice(1, "2025-12-20", confirmed={"by": "od", "date": "2026-01-05"}), [2025, 2026]),
        (notice(1, "2025-12-20", "考核"), [2025, 2026]),  # nobody says until when
        (notice(1, "2026-11-21"), []),
    ],
)
def test_the_years_of_a_notice(given: dict[str, Any], years: list[int]) -> None:
    found = [year for year in (2024, 2025, 2026) if rows("notices", given, year=year)]
    assert found == years
    assert [y for y in (2024, 2025, 2026) if rows("notice_counts", given, year=y)] == years


def test_each_is_counted_once_by_kind_and_stage() -> None:
    confirmed = {"by": "od", "date": "2026-09-20"}
    open_ = [{"date": "2026-11-19", "how": "实名", "matter": "某"}]
    accepted = [{**open_[0], "reply": {"by": "x", "date": "2026-11-20", "result": "成立"}}]
    counted = rows(
        "notice_counts",
        notice(1, "2026-11-18", objections=open_),
        notice(2, "2026-11-01", objections=accepted),
        notice(3, "2026-09-01", confirmed=confirmed),
        notice(4, "2026-10-01", withdrawn=WITHDRAWN),
        notice(5, "2026-10-02", "考核"),
        notice(6, "2026-11-21"),
    )
    expected: dict[str, object] = {
        "kind": "荣誉",
        "days": "7 天",
        "running": 1,
        "over": 1,
        "published": 1,
        "withdrawn": 1,
        "unanswered": 1,
        "unsettled": 1,
    }
    assert [row["kind"] for row in counted] == ["考核", "荣誉"]
    assert counted[1] == expected
    assert (counted[0]["days"], counted[0]["running"]) == ("待定", 1)
