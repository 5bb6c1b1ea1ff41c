"""A county of two townships in memory, some of which follow a pack on village cadres."""

from __future__ import annotations

from typing import Any

from in_memory import (
    CITY,
    COMMUNITY,
    COUNTY,
    TOWN,
    VILLAGE,
    officer,
    pack_of,
    post,
    village_cadre,
)

NEXT = f"{COUNTY}/linzhen"
NEXT_VILLAGE = "990101200201"
S0 = pack_of({"meetings": 1})
NUMBERS = {"once": 1, "days": 5, "words": ["甲", "乙"]}


def villagers(id_: str = "s2", **sections: list[dict[str, Any]]) -> dict[str, Any]:
    """A pack on village cadres."""
    return {**pack_of(NUMBERS, **sections), "id": id_, "population": "村干部"}


def region(
    path: str, *adopted: str, since: str = "2020-01-01", to: str = "", **more: Any
) -> tuple[str, dict[str, Any]]:
    """The region file of the city, the county or a township that adopted regulations."""
    until = {"to": to} if to else {}
    regulations = [{"regulation": id_, "from": since, **until} for id_ in adopted]
    own: dict[str, dict[str, Any]] = {
        CITY: {"level": "市", "name": "某市", "code": "990100000000"},
        COUNTY: {
            "level": "县",
            "name": "某县",
            "code": "990101000000",
            "records_from": "2026-01",
            "officers": [officer("zzb", "县委组织部")],
        },
        TOWN: {
            "level": "乡镇",
            "name": "某镇",
            "code": "990101100000",
            "villages": [
                {"code": VILLAGE, "name": "某村", "kind": "村"},
                {"code": COMMUNITY, "name": "某社区", "kind": "社区"},
            ],
        },
        NEXT: {
            "level": "乡镇",
            "name": "邻镇",
            "code": "990101200000",
            "villages": [{"code": NEXT_VILLAGE, "name": "邻村", "kind": "村"}],
        },
    }
    if path == CITY:
        regulations = [{"regulation": "s0", "from": "2018-01-01"}, *regulations]
    return f"{path}/region.yml", {**own[path], "regulations": regulations, **more}


def neighbour() -> tuple[str, dict[str, Any]]:
    """A village cadre of the next township."""
    return village_cadre(2, post(village=NEXT_VILLAGE), town=NEXT)
