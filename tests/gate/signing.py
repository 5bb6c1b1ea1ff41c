"""The world where signatures are required: officers with real keys, confirmed from above."""

from __future__ import annotations

from typing import Any, Final

from gate.forge import COUNTY, TOWN, Forge
from gate.keys import Key

CITY_REGION: Final = "records/shili/region.yml"
COUNTY_REGION: Final = f"{COUNTY}/region.yml"
TOWN_REGION: Final = f"{TOWN}/region.yml"
#: Officers with a key: (region, end of the officer's line, who confirms it).
HOLDERS: Final = {
    "city-od": (CITY_REGION, "role: 市委组织部, from: 2024-01-01", "city-committee"),
    "county-od": (COUNTY_REGION, "role: 县委组织部, from: 2024-01-01", "city-od"),
    "zhen-secretary": (TOWN_REGION, "role: 乡镇党委书记, from: 2024-01-01", "county-od"),
    "cun-registrar": (TOWN_REGION, "role: 村党组织, from: 2024-01-01", "county-od"),
    "zhen-committee": (TOWN_REGION, "己, role: 乡镇党委, from: 2024-01-01", "county-od"),
}


def registered(key: Key, by: str, since: str = "2026-01-05", **more: Any) -> str:
    """One key of an officer as region.yml has it; `more` are `to` and the inside of `revoked`."""
    entry = f'{{key: "{key.public}", from: {since}, confirmed: {{by: {by}, date: {since}}}'
    if "to" in more:
        entry += f", to: {more['to']}"
    if "revoked" in more:
        by, date = more["revoked"]
        entry += f", revoked: {{by: {by}, date: {date}, reason: 电脑丢失}}"
    return f"{entry}}}"


def add_keys(repo: Forge, officer: str, *keys: str) -> None:
    """Registers keys of an officer who has none yet."""
    region, end, _ = HOLDERS[officer]
    repo.edit(region, f"{end}}}", f"{end}, keys: [{', '.join(keys)}]}}")


def require_signatures(repo: Forge, *, region: str = COUNTY_REGION, **keys: str) -> None:
    """Makes BASE a county where signatures are required, or a city by its region file.

    Each holder has the key of his name, or those given under it (`-` written `_`).
    """
    for officer, (_, _, above) in HOLDERS.items():
        own = keys.get(officer.replace("-", "_")) or registered(repo.keys[officer], above)
        add_keys(repo, officer, own)
    repo.append(region, "gate:\n  signatures: required\n")
    repo.settle("要求签名")
