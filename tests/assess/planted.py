"""Writes a county's records as YAML files, one call a record, and loads its facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_length, parse_days, week_days, week_of
from zhucun.facts.load import LoadedCommons, load_city, load_county
from zhucun.facts.whereabouts import WEEKDAYS

COUNTY = "records/city/county"
TOWN = f"{COUNTY}/town"
A, B = "990101-001", "990101-002"
VILLAGE, COMMUNITY, TOWNSHIP = "990101100201", "990101100001", "990101100000"
LEVELS = {"central": "中央", "province": "省直", "city": "市直", "county": "县直", "town": "乡镇"}


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True  # the strict reader refuses anchors


class Tree:
    """Records of one county with one township, a village and a community."""

    def __init__(self, root: Path, commons: LoadedCommons, regulation: str = "s0") -> None:
        self.root, self.commons = root, commons
        self.overlays: list[dict[str, Any]] = []
        self.sheets: dict[str, dict[str, Any]] = defaultdict(dict)
        self.unsealed: set[str] = set()
        self.boards: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self.leaves: dict[str, list[dict[str, Any]]] = defaultdict(list)
        city_officer = officer("city-od", "市委组织部")
        regulations = [{"regulation": regulation, "from": "2020-01-01"}]
        region = {"level": "市", "name": "示例市", "code": "990100000000"}
        self.write(
            "records/city/region.yml",
            {**region, "regulations": regulations, "officers": [city_officer]},
        )
        units = [
            {"id": id_, "name": f"示例{level}单位", "kind": "机关", "level": level}
            for id_, level in LEVELS.items()
        ]
        units.append({"id": "soe", "name": "示例集团", "kind": "国有企业", "level": "省直"})
        self.write("records/city/units.yml", {"units": units})
        self.write(
            f"{TOWN}/region.yml",
            {
                "level": "乡镇",
                "name": "示例镇",
                "code": TOWNSHIP,
                "officers": [officer("town-secretary", "乡镇党委书记")],
                "villages": [
                    {"code": VILLAGE, "name": "示例村", "kind": "村"},
                    {"code": COMMUNITY, "name": "示例社区", "kind": "社区"},
                ],
            },
        )

    def write(self, path: str, data: Any) -> str:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
        file.write_text(text, encoding="utf-8")
        return path

    def cadre(self, id_: str = A, unit: str = "city", **more: Any) -> None:
        """A first secretary posted in the village from 2025-03-01 for two years.

        Unless `postings` are given as (from, to, place) or (from, to, place, role), or `role`.
        """
        role = more.pop("role", "第一书记")
        spans = more.pop("postings", [("2025-03-01", "2027-02-28", VILLAGE)])
        postings = [
            {
                "serial": no,
                "role": own[0] if own else role,
                "village": place,
                "from": start,
                "to": end,
                "appointment": {"issuer": "县委组织部", "doc_no": "示〔2025〕1 号", "date": start},
            }
            for no, (start, end, place, *own) in enumerate(spans, 1)
        ]
        person = {"id": id_, "name": "示例甲", "identity": "公务员", "unit": unit}
        self.write(
            f"{COUNTY}/cadres/{id_}.yml",
            {**person, "phone": "10000000001", **more, "postings": postings},
        )

    def month(self, month: str, *, cadre: str = A, published: bool = True, **days: str) -> None:
        """A sheet: 在村="1-20", …; the whereabouts of its days in the village are published."""
        self.sheets[month][cadre] = days
        if published:
            for day in parse_days(days["在村"]) if "在村" in days else ():
                self.publish(f"{month}-{day:02d}", cadre)

    def publish(self, date: str, cadre: str = A) -> None:
        week = week_of(date)
        self.boards[week][cadre][WEEKDAYS[week_days(week).index(date)]] = "在村"

    def leave(self, start: str, end: str, by: str, *, cadre: str = A, **more: Any) -> None:
        approval = {"by": by, "date": start}
        self.leaves[start[:7]].append(
            {
                "cadre": cadre,
                "from": start,
                "to": end,
                "reason_kind": "事假",
                "approval": approval,
                **more,
            }
        )

    def absence(self, n: int, found_on: str, *kinds: str, **more: Any) -> str:
        """A confirmed unexcused absence with the dispositions named."""
        act = {"by": "county-od", "date": found_on}
        return self.write(
            f"{COUNTY}/cases/990101-c{n:03d}.yml",
            {
                "id": f"990101-c{n:03d}",
                "cadre": A,
                "kind": "无故不在岗",
                "found_on": found_on,
                "opened": act,
                "confirmed": act,
                "dispositions": [{"kind": kind, **act} for kind in kinds],
                **more,
            },
        )

    def assessment(
        self,
        year: int,
        daily: float | None = None,
        half: float | None = None,
        end: float | None = None,
        *,
        grade: str = "",
        village: str = "",
    ) -> None:
        data: dict[str, Any] = {"cadre": A, "year": year}
        by = {"by": "county-od", "date": f"{year}-12-20"}
        if daily is not None:
            data["daily"] = {**by, "presence": 0, "tasks": 0, "effect": 0, "score": daily}
        if half is not None:
            data["half_year"] = {**by, "organisers": ["乡镇党委"], "ballots": {}, "score": half}
        if end is not None:
            data["year_end"] = {
                **by,
                "lead": "县委组织部",
                "with": [],
                "methods": [],
                "scores": dict.fromkeys("德能勤绩廉", 0),
                "score": end,
            }
        if grade:
            data["grades"] = {**by, "year_end": grade}
            if village:
                data["grades"]["village_work"] = village
        self.write(f"{COUNTY}/assessments/{year}/{A}.yml", data)

    def overlay(self, regulation: str, key: str, since: str = "2020-01-01", **part: Any) -> None:
        """A local addition: value=… or levels=…"""
        head = {"regulation": regulation, "key": key, "from": since}
        self.overlays.append({**head, "document": "县组发〔2020〕9 号", **part, "by": "county-od"})

    def facts(self, as_of: str, records_from: str = "2025-01") -> CountyFacts:
        """Writes what was gathered and loads the county; every record must fit its schema."""
        region: dict[str, Any] = {"level": "县", "name": "示例县", "code": "990101000000"}
        region["records_from"] = records_from
        region["officers"] = [officer("county-od", "县委组织部")]
        if self.overlays:
            region["overlays"] = self.overlays
        self.write(f"{COUNTY}/region.yml", region)
        for month, sheets in self.sheets.items():
            data: dict[str, Any] = {"month": month, "sheets": sheets}
            if month not in self.unsealed:
                data["seal"] = {"by": "town-secretary", "date": "2026-12-31"}
            self.write(f"{TOWN}/attendance/{month}.yml", data)
        for week, board in self.boards.items():
            lines = {cadre: dict(days) for cadre, days in board.items()}
            self.write(f"{TOWN}/whereabouts/{week}.yml", {"week": week, "whereabouts": lines})
        for month, leaves in self.leaves.items():
            self.write(f"{TOWN}/leave/{month}.yml", {"month": month, "leaves": leaves})
        city = load_city(self.root, "city")
        loaded = load_county(self.root, self.commons, city, "county", as_of)
        assert not loaded.batch.unread, loaded.batch.unread
        assert not loaded.mismatches, loaded.mismatches
        assert not city.mismatches, city.mismatches
        return loaded.facts


#: Plants an empty county under the regulation of an id, s0, s1 or s4.
Trees = Callable[[str], Tree]


def officer(id_: str, role: str) -> dict[str, str]:
    return {"id": id_, "name": "示例乙", "role": role, "from": "2020-01-01"}


def whole(month: str, in_village: int) -> dict[str, Any]:
    """Days for Tree.month: the first `in_village` days 在村, the rest 休息."""
    last = month_length(month)
    days = {"在村": f"1-{in_village}"} if in_village else {}
    return {**days, **({"休息": f"{in_village + 1}-{last}"} if in_village < last else {})}
