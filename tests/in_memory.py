"""A county out of Python data, under a pack of a test's own making: no file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.law.pack import load_law
from zhucun.law.workdays import Calendar, load_calendar
from zhucun.read.layout import place_of
from zhucun.read.tree import Record

CITY = "records/shi"
COUNTY = f"{CITY}/xian"
TOWN = f"{COUNTY}/zhen"
VILLAGE, COMMUNITY = "990101100201", "990101100001"


def pack_of(parameters: Mapping[str, Any], **sections: list[dict[str, Any]]) -> dict[str, Any]:
    """A raw pack from parameters by key (None is silent) and sections of norms."""
    values = [
        {
            "key": key,
            "title": key,
            "rows": ["S0-94"],
            "values": [
                {"from": "2017-12-01", "value": value, "silent": "没有写明。"}
                if value is None
                else {
                    "from": "2017-12-01",
                    "value": value,
                    "cite": {"article": "第二十四条", "quote": "每季度主持召开一次调度会"},
                }
            ],
        }
        for key, value in parameters.items()
    ]
    return {
        "id": "s0",
        "title": "制度",
        "source": {"name": "文本", "note": "说明"},
        "effective": {"from": "2017-12-01", "basis": "写明。"},
        "decisions": [],
        "parameters": values,
        **sections,
    }


def cadence(**changed: Any) -> dict[str, Any]:
    """A cadence that asks the county for one meeting a quarter, changed as told."""
    entry = {
        "key": "meeting.county",
        "title": "调度会",
        "act": "meeting",
        "scope": "county",
        "per": "quarter",
        "count": "meetings",
        "owner": "县驻村工作队队长",
        "rows": ["S0-94"],
    }
    return {**entry, **changed}


def posting(start: str = "2026-01-01", end: str = "2027-12-31", **more: Any) -> dict[str, Any]:
    """A posting as first secretary of the village."""
    base = {"serial": 1, "role": "第一书记", "village": VILLAGE, "from": start, "to": end}
    appointment = {"issuer": "县委组织部", "doc_no": "1 号", "date": start}
    return {**base, "appointment": appointment, **more}


def cadre(number: int = 1, *postings: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    """A cadre's record by path; posted for 2026 and 2027 unless told otherwise."""
    id_ = f"990101-{number:03d}"
    data = {
        "id": id_,
        "name": f"干部{number}",
        "identity": "公务员",
        "unit": "unit",
        "postings": list(postings or (posting(),)),
        **more,
    }
    return f"{COUNTY}/cadres/{id_}.yml", data


def post(start: str = "2026-01-01", end: str = "2027-12-31", **more: Any) -> dict[str, Any]:
    """A term as the village's own Party secretary."""
    base = {"serial": 1, "village": VILLAGE, "post": "村党组织书记", "from": start, "to": end}
    return {**base, **more}


def village_cadre(
    number: int = 1, *posts: dict[str, Any], town: str = TOWN, **more: Any
) -> tuple[str, dict[str, Any]]:
    """A village cadre's record by path; in post for 2026 and 2027 unless told otherwise."""
    id_ = f"990101-v{number:03d}"
    data = {"id": id_, "name": f"村干部{number}", "posts": list(posts or (post(),)), **more}
    return f"{town}/village-cadres/{id_}.yml", data


def officer(id_: str, role: str, start: str = "2020-01-01", **more: Any) -> dict[str, Any]:
    """An officer in office from a day on."""
    return {"id": id_, "name": id_, "role": role, "from": start, **more}


def meetings(*dates: str, path: str = f"{COUNTY}/meetings/2026.yml", **more: Any) -> Any:
    """A record of meetings held on these days, each otherwise the same."""
    held = [
        {"id": f"m{n}", "kind": "调度会", "date": day, **more}
        for n, day in enumerate(dates, start=1)
    ]
    return path, {"year": int(dates[0][:4]) if dates else 2026, "meetings": held}


def county_of(
    pack: dict[str, Any],
    *records: tuple[str, dict[str, Any]],
    as_of: str = "2026-11-20",
    records_from: str = "2026-01",
    officers: Iterable[dict[str, Any]] = (),
    unusable: Iterable[str] = (),
    village: Mapping[str, Any] | None = None,
    calendar: Calendar | None = None,
    others: Iterable[dict[str, Any]] = (),
) -> CountyFacts:
    """Facts of a county with a township, a village and a community; a cadre unless records
    bring their own. The city follows `pack`; `others` are packs that are only known.
    """
    own = dict(records)
    if not any("/cadres/" in path for path in own):
        own.update([cadre()])
    regions: dict[str, dict[str, Any]] = {
        f"{CITY}/region.yml": {
            "level": "市",
            "name": "某市",
            "code": "990100000000",
            "regulations": [{"regulation": pack["id"], "from": "2018-01-01"}],
        },
        f"{COUNTY}/region.yml": {
            "level": "县",
            "name": "某县",
            "code": "990101000000",
            "records_from": records_from,
            "officers": list(officers),
        },
        f"{TOWN}/region.yml": {
            "level": "乡镇",
            "name": "某镇",
            "code": "990101100000",
            "villages": [
                {"code": VILLAGE, "name": "某村", "kind": "村", **(village or {})},
                {"code": COMMUNITY, "name": "某社区", "kind": "社区"},
            ],
        },
        f"{CITY}/units.yml": {
            "units": [{"id": "unit", "name": "某局", "kind": "机关", "level": "市直"}]
        },
    }
    placed = []
    for path, data in sorted({**regions, **own}.items()):
        place = place_of(path)
        assert place is not None, path
        placed.append(Record(path, place, data))
    return CountyFacts(
        city_slug="shi",
        slug="xian",
        path=COUNTY,
        as_of=as_of,
        law=load_law({f"records/regulations/{each['id']}.yml": each for each in (pack, *others)}),
        calendar=calendar or load_calendar({}),
        city_records=tuple(r for r in placed if not r.place.county),
        records=tuple(r for r in placed if r.place.county),
        unusable=frozenset(unusable),
    )
