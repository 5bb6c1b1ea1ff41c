"""Nothing that isn't public reaches a page, a data file or the search index."""

from __future__ import annotations

from pathlib import Path

from canaries import Flock, hidden_texts
from site_tree import (
    COUNTY,
    SECRET_IN_EXIF,
    TOWN,
    built,
    change,
    contents,
    planted,
    write,
)

from zhucun.schema.store import kinds

pytest_plugins = ["site_fixture"]

KINDS = tuple(kind for kind in kinds() if kind not in ("calendar", "regulation"))
# Properties that no record of the tree can carry: they would end what is being built.
UNPLANTED = {(kind, "/withdrawn/reason") for kind in ("case", "profile", "bulletin")}
TERM = {
    "cadre": "990101-001",
    "serial": 1,
    "unit": "sl-nyncj",
    "with": ["县委组织部"],
    "by": "county-od",
    "date": "2026-10-20",
    "grade": "称职",
}
CORRECTIONS = {
    "year": 2026,
    "corrections": [
        {
            "file": "shilizhen/attendance/2026-09.yml",
            "changes": [{"item": "sheets/990101-001/休息", "old": "12-13", "new": "12-14"}],
            "reason": "登记错了。",
            "by": "zhen-secretary",
            "date": "2026-10-20",
            "approval": {"by": "county-od", "date": "2026-10-21"},
        }
    ],
    "late": [
        {
            "files": ["shilizhen/leave/2026-09.yml"],
            "reason": "停电。",
            "by": "zhen-secretary",
            "date": "2026-10-20",
        }
    ],
}
PERSONAL = "我的身份证110101199001011234,手机13912345678,或 139 1234 5678"


def planted_with_canaries(folder: Path, repository: Path) -> tuple[Path, Flock]:
    tree = planted(folder, repository)
    overlay = {
        "regulation": "s0",
        "key": "leave.levels",
        "from": "2026-01-01",
        "document": "示例文件",
        "by": "county-od",
        "levels": [{"min": 1, "approver": "乡镇党委书记"}],
    }
    change(tree, f"{COUNTY}/region.yml", lambda d: d.update(overlays=[overlay]))
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names="掩码"))
    solved = {"date": "2026-10-20", "result": "已经解决。"}
    change(tree, f"{TOWN}/problems/2026.yml", lambda d: d["problems"][0].update(closed=solved))
    write(tree, f"{COUNTY}/assessments/terms/990101-001-1.yml", TERM)
    write(tree, f"{COUNTY}/corrections/2026.yml", CORRECTIONS)
    flock = Flock()
    flock.release(tree)
    return tree, flock


def test_no_canary_leaves_the_repository(tmp_path: Path, root: Path) -> None:
    tree, flock = planted_with_canaries(tmp_path / "tree", root)
    uncovered = set().union(*(hidden_texts(k) for k in KINDS)) - flock.covered - UNPLANTED
    assert not uncovered, sorted(uncovered)
    assert len(flock.words) > 200
    made = built(tree, tmp_path / "site")
    assert made.site.counties[0].cadres
    assert made.site.counties[0].articles
    assert made.site.counties[0].cases
    assert made.site.counties[0].pledges
    assert any(v.secretary for t in made.site.counties[0].townships for v in t.villages)
    found = []
    for folder in ("site", "build"):
        for path, raw in contents(tmp_path / folder):
            text = raw.decode("utf-8", errors="ignore").replace("\u200b", "")
            found += [(path.name, word) for word in flock.words if word in text]
            assert SECRET_IN_EXIF.encode() not in raw, path
            assert b"EXIF-CANARY" not in raw, path
    assert not found, found[:5]


def test_the_leak_test_would_see_a_leak(tmp_path: Path, root: Path) -> None:
    """A canary in a public place must be found, or the test above proves nothing: in every kind of
    file, in those of all counties and in those of one.
    """
    tree = planted(tmp_path / "tree", root)
    change(tree, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(goal="金丝雀在此"))
    change(tree, f"{TOWN}/profiles/cold-store-two.md", lambda d: d.update(summary="金丝雀在此"))
    notice = {
        "id": "990101-n050",
        "kind": "荣誉",
        "files": ["cadres/990101-001.yml"],
        "statement": "拟推荐一名驻村干部，文字长到要断开几行才写得下，" * 3 + "金丝雀在此。",
        "decision": {"by": "county-od", "date": "2026-11-02"},
    }
    change(tree, f"{COUNTY}/notices/2026.yml", lambda d: d["notices"].append(notice))
    built(tree, tmp_path / "site", address="https://zhucun.example/")
    seen = {
        (path.relative_to(tmp_path / folder).parts[:-1], path.suffix)
        for folder in ("site", "build")
        for path, raw in contents(tmp_path / folder)
        if "金丝雀在此" in raw.decode("utf-8", errors="ignore").replace("\u200b", "")
    }
    assert {".html", ".md", ".json", ".csv", ".atom", ".ics"} <= {suffix for _, suffix in seen}
    code = "990101000000"
    for own, suffixes in {
        ("data", "v1"): (".json", ".csv"),
        ("feeds",): (".json", ".atom", ".ics"),
    }.items():
        for suffix in suffixes:
            assert (own, suffix) in seen, (own, suffix)
            assert ((*own, code), suffix) in seen, (own, suffix)
    # Of the records a list of addresses holds only names of files.
    (listed,) = (raw for path, raw in contents(tmp_path / "site") if path.name == "sitemap.xml")
    assert b"cold-store-two" in listed


def test_numbers_in_public_text_are_struck_out(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    change(tree, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(goal=PERSONAL))
    change(tree, f"{TOWN}/profiles/cold-store-two.md", lambda d: d.update(deed=PERSONAL))
    change(
        tree,
        f"{COUNTY}/cases/990101-c009.yml",
        lambda d: d["publication"].update(statement=PERSONAL),
    )
    profile = tree / TOWN / "profiles" / "cold-store-two.md"
    profile.write_text(profile.read_text(encoding="utf-8") + PERSONAL, encoding="utf-8")
    made = built(tree, tmp_path / "site")
    assert "〔证件号已隐去〕" in made.site.counties[0].projects[0].goal
    for folder in ("site", "build"):
        for path, raw in contents(tmp_path / folder):
            text = raw.decode("utf-8", errors="ignore")
            for number in ("110101199001011234", "13912345678", "139 1234 5678"):
                assert number not in text, (path, number)


def test_rest_and_leave_cannot_be_told_apart(site: Path) -> None:
    """The sheet says 请假 12-21 and 休息 4-7; every public file shows one kind of day."""
    page = (site / "cadre" / "990101-003" / "index.html").read_text(encoding="utf-8")
    assert "<td>17</td><td>0</td><td>14</td><td>0</td>" in page
    for path, raw in contents(site.parent / "build" / "data"):
        assert b"12-21" not in raw, path
