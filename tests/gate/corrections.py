"""Correction records as a county writes them, right or with one thing wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from gate.forge import COUNTY, TOWN, Forge

CORRECTIONS: Final = f"{COUNTY}/corrections/2026.yml"
SHEET: Final = f"{TOWN}/attendance/2026-09.yml"

#: What a day that was worked and registered as rest changes in the sealed sheet of September.
OLD_DAYS: Final = ("1-11, 14-18, 20-25, 28-30", "12-13, 19, 26-27")
NEW_DAYS: Final = ("1-12, 14-18, 20-25, 28-30", "13, 19, 26-27")
CHANGES: Final[tuple[Mapping[str, Any], ...]] = (
    {"item": "sheets/990101-003/在村", "old": OLD_DAYS[0], "new": NEW_DAYS[0]},
    {"item": "sheets/990101-003/休息", "old": OLD_DAYS[1], "new": NEW_DAYS[1]},
)


def correct_the_sheet(repo: Forge) -> None:
    """Makes the change of the sheet itself."""
    old, new = (f"    在村: {days[0]}\n    休息: {days[1]}\n" for days in (OLD_DAYS, NEW_DAYS))
    repo.edit(SHEET, f"  990101-003:\n{old}", f"  990101-003:\n{new}")


def correction(**changed: Any) -> dict[str, Any]:
    """A correction of the sheet, as it should be but for what is given."""
    return {
        "file": "shilizhen/attendance/2026-09.yml",
        "changes": list(CHANGES),
        "reason": "9 月 12 日周六在村防汛，登记时误作休息，有防汛值班表为证。",
        "by": "zhen-secretary",
        "date": "2026-11-04",
        "approval": {"by": "county-od", "date": "2026-11-05"},
        **changed,
    }


def correction_by_the_city(**changed: Any) -> dict[str, Any]:
    """The same in the city's file, proposed by the county and approved by the city."""
    approval = {"by": "city-od", "date": "2026-11-05"}
    file = "shilixian/shilizhen/attendance/2026-09.yml"
    return correction(**{"file": file, "by": "county-od", "approval": approval, **changed})


def page(*corrections: Mapping[str, Any], **more: Any) -> str:
    """The file of a year's corrections, one to a line (JSON is YAML)."""
    lines = [f"  - {json.dumps(each, ensure_ascii=False)}\n" for each in corrections]
    text = "year: 2026\n" + ("corrections:\n" + "".join(lines) if lines else "")
    for key, value in more.items():
        text += f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
    return text


def write_correction(repo: Forge, *corrections: Mapping[str, Any]) -> None:
    """Writes the county's corrections of the year."""
    repo.write(CORRECTIONS, page(*corrections))
