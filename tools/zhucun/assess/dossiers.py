"""Dossiers: what the records hold of each cadre's materials, and of each village."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.dossier import SOURCES, Kept, dossier_of
from zhucun.facts.presence import value_of
from zhucun.facts.village_dossier import CONTENTS, REGISTERED, village_files

COMPLETE, INCOMPLETE = "齐全", "不齐"
FILED, UNFILED = "已建档", "未登记"

_COUNTS = (
    Column("research", "调研报告", kind="count"),
    Column("ledger", "村情民情台账", kind="count"),
    Column("minutes", "会议记录", "单独登记的和到会的会议所记的，合计几份。", kind="count"),
    Column("attendance", "月考勤登记表", "当年几个月。", kind="count", rows=("S1-45",)),
    Column("logs", "年度工作日志", "当年几个月有日志。", kind="count", rows=("S1-45",)),
    Column("reports", "工作汇报", kind="count"),
    Column("summaries", "工作总结", kind="count"),
)
_CONTENTS = dict(
    zip(
        CONTENTS,
        (
            "registered",
            "posted",
            "attendance",
            "logs",
            "plans",
            "visits",
            "events",
            "projects",
            "problems",
            "inspections",
        ),
        strict=True,
    )
)


def dossiers(county: CountyFacts, year: int) -> Iterator[tuple[str, tuple[Kept, ...]]]:
    """The dossier of every cadre posted in the year by `as_of`, by id; none without materials."""
    first, last = f"{year}-01-01", min(f"{year}-12-31", county.as_of)
    for cadre in county.cadres.values():
        postings = cadre.postings_in(first, last)
        if postings:
            day = min(last, postings[-1].span.end or last)
            kept = dossier_of(county, cadre.id, year, county.pack(day))
            if kept:
                yield cadre.id, kept


@table(
    "dossier",
    "个人资料袋",
    "每名干部当年的资料袋里各类材料有几件，齐了几类；都由已有的记录汇成。",
    board="dossier",
    keys=("dossier.required", "dossier.basis"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        *_COUNTS,
        Column("kept", "有的类数", "七类材料里有几类。", kind="count", rows=("S1-46",)),
        Column("asked", "应有类数", kind="count"),
        Column("missing", "缺的材料", kind="texts"),
        Column("state", "状态", kind="state"),
    ),
)
def dossier(county: CountyFacts, year: int) -> Iterator[Row]:
    """Cadres in order of id; no rows where the regulation asks for no dossier."""
    for cadre, kept in dossiers(county, year):
        items = {k.material.source: k.items for k in kept}
        missing = [k.material.title for k in kept if not k.items]
        counts = {
            source: Cell(len(items[source]), tuple(i.where for i in items[source]))
            if source in items
            else None
            for source in SOURCES
        }
        yield {
            "cadre": cadre,
            **counts,
            "kept": len(kept) - len(missing),
            "asked": len(kept),
            "missing": missing,
            "state": INCOMPLETE if missing else COMPLETE,
        }


@table(
    "dossier_counts",
    "资料袋概况",
    "全县建了多少份资料袋，材料齐全的有多少份。",
    board="dossier",
    keys=("dossier.required",),
    columns=(
        Column("dossiers", "资料袋", "当年在任、已有资料袋的干部。", kind="count", public=True),
        Column("complete", "材料齐全", "各类材料都有的份数。", kind="count", public=True),
    ),
)
def dossier_counts(county: CountyFacts, year: int) -> Iterator[Row]:
    """One row for the county; none where the regulation asks for no dossier."""
    found = [kept for _, kept in dossiers(county, year)]
    if found:
        complete = sum(all(k.items for k in kept) for kept in found)
        yield {"dossiers": len(found), "complete": complete}


@table(
    "village_dossier",
    "村的档案",
    "选派了第一书记的村，按乡镇各有一份档案，由已有的记录汇成。",
    board="dossier",
    keys=("village_dossier.contents",),
    columns=(
        Column("township", "乡镇", kind="township", public=True),
        Column("village", "村", kind="village", public=True),
        Column("secretary", "第一书记", kind="cadre"),
        *(Column(key, title, kind="count") for title, key in _CONTENTS.items()),
        Column("kept", "有的材料", "应有的材料里有几种。", kind="count"),
        Column("missing", "还没有的材料", kind="texts"),
        Column(
            "state",
            "档案",
            "村在所属乡镇登记了的为已建档。",
            kind="state",
            rows=("S0-52",),
            public=True,
        ),
    ),
)
def village_dossier(county: CountyFacts, year: int) -> Iterator[Row]:
    """Villages with a first secretary in the year, by township and code.

    No rows where the regulation asks for no file.
    """
    day = min(f"{year}-12-31", county.as_of)
    asked = value_of(county.pack(day), "village_dossier.contents", day)
    if asked is None or asked.undetermined:
        return
    wanted = asked.texts()
    for file in sorted(village_files(county, year), key=lambda f: (f.township, f.village)):
        missing = [content for content in wanted if not file.places.get(content)]
        yield {
            "township": file.township or None,
            "village": file.village,
            "secretary": file.secretary.cadre,
            **{_CONTENTS[c]: Cell(len(places), places) for c, places in file.places.items()},
            "kept": len(wanted) - len(missing),
            "missing": missing,
            "state": FILED if file.places[REGISTERED] else UNFILED,
        }
