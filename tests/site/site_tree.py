"""Trees to build from, and builds of them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from villager_tree import adopt, plant_villagers

from mini.tree import AS_OF, plant
from zhucun.cli.load import each_loaded
from zhucun.facts.county import CountyFacts
from zhucun.publish.site import Built, Plan, build_site

COUNTY = "records/shili/shilixian"
TOWN = f"{COUNTY}/shilizhen"
PROFILE = {
    "title": "把冷库建在地头二",
    "cadre": "990101-002",
    "month": "2026-09",
    "summary": "一座小冷库的事。",
    "deed": "牵头建成冷库。",
    "method": "先算账,再议事。",
    "experience": "先问清谁来用。",
    "photo": {"file": "cold-store.jpg", "alt": "冷库门前"},
    "approval": {"by": "county-od", "date": "2026-10-28"},
}
CASE = {
    "id": "990101-c009",
    "cadre": "990101-004",
    "kind": "工作不认真",
    "found_on": "2026-09-10",
    "opened": {"by": "county-od", "date": "2026-09-11"},
    "confirmed": {"by": "county-od", "date": "2026-09-12"},
    "dispositions": [{"kind": "批评教育", "by": "county-od", "date": "2026-09-13"}],
    "closed": {"by": "county-od", "date": "2026-09-20", "outcome": "已整改"},
    "publication": {
        "by": "county-od",
        "date": "2026-09-21",
        "show_name": True,
        "statement": "一名干部工作不认真,已改正。",
    },
}
BULLETIN = {
    "title": "示例县 2026 年 10 月驻村工作简报",
    "month": "2026-10",
    "as_of": "2026-11-03",
    "figures": [
        {
            "name": "达标",
            "value": 3,
            "unit": "人",
            "basis": {"regulation": "s0", "article": "第十六条"},
        },
        {"name": "本月公示", "value": 0, "unit": "件"},
    ],
    "issued": {"by": "county-od", "date": "2026-11-04"},
}
BULLETIN_TEXT = """一、本月情况

本月应考核 4 人：达标 3 人，有说明 1 人。

二、在第一线

本月专栏刊发文章。
"""
SECRET_IN_EXIF = "EXIF-CANARY-41.6N-121.1E"


def each_county(root: Path, as_of: str) -> Iterator[CountyFacts]:
    """The facts of every county of the tree."""
    return (loaded.facts for loaded in each_loaded(root, as_of))


def write(root: Path, path: str, data: dict[str, Any], body: str = "") -> None:
    """Writes a record; JSON is YAML."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    file.write_text(f"---\n{text}\n---\n{body}" if path.endswith(".md") else text, encoding="utf-8")


def change(root: Path, path: str, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edits one record in place."""
    from zhucun.read.strict import parse_file

    file = root / path
    raw = file.read_bytes()
    parsed = parse_file(path, raw)
    assert parsed.fault is None, parsed.fault
    data: Any = parsed.value
    edit(data)
    write(root, path, data, parsed.body)


def consent(*scopes: str, withdrawn: str = "") -> list[dict[str, str]]:
    """Consents to the scopes, withdrawn if a date says so."""
    extra = {"withdrawn": withdrawn} if withdrawn else {}
    return [{"scope": s, "date": "2026-01-05", **extra} for s in scopes]


def _agree(cadre: dict[str, Any]) -> None:
    cadre["consents"] = consent("专栏", "照片")


def photo(path: Path) -> None:
    """A picture with EXIF that tells where it was taken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x010E] = SECRET_IN_EXIF
    Image.new("RGB", (64, 40), (90, 140, 60)).save(path, "JPEG", exif=exif, comment=b"EXIF-CANARY")


def planted(root: Path, repository: Path) -> Path:
    """The miniature with an article, its photo, a bulletin, a case published with a name, and
    village cadres under the regulations on them.
    """
    plant(root, repository)
    write(root, f"{TOWN}/profiles/cold-store-two.md", PROFILE, "第一段。\n\n第二段。\n")
    photo(root / TOWN / "profiles" / "cold-store.jpg")
    write(root, f"{COUNTY}/cases/990101-c009.yml", CASE)
    write(root, f"{COUNTY}/bulletins/2026-10.md", BULLETIN, BULLETIN_TEXT)
    for cadre in ("990101-001", "990101-002"):
        change(root, f"{COUNTY}/cadres/{cadre}.yml", _agree)
    change(root, f"{TOWN}/region.yml", adopt)
    plant_villagers(root, write)
    return root


def built(root: Path, out: Path, as_of: str = AS_OF, address: str = "") -> Built:
    """Builds the tree's site into `out`, its intermediate files beside it."""
    work = out.parent / "build"
    plan = Plan(root, out, work, as_of, "0123abcd", 1_770_000_000, address=address)
    return build_site(plan, each_county(root, as_of), lambda _: None)


def contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below, with its bytes as they are read: what Pagefind and gzip packed comes
    unpacked, the cut lines of a calendar whole.
    """
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
        yield path, raw.replace(b"\r\n ", b"") if path.suffix == ".ics" else raw


def digest(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
