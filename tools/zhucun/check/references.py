"""Every cadre, village, unit and inspection that a record names exists in this county."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import DEPUTY
from zhucun.read.layout import RECORDS
from zhucun.read.tree import Record
from zhucun.schema.uses import Use, uses

# Whose codes are their own, or belong to a posting that may be one in a township.
_DEFINES_CODES = "region"
_TOWNSHIP_TOO = ("cadre", "plans", "problems", "events")


@rule(
    title="用到的干部有档案",
    why="没有档案的编号可能是打错的，这条记录就落不到任何人头上。",
    mend="请核对编号；确有其人的，先在本县 cadres 文件夹建立档案。",
    rows=("S1-43",),
)
def cadre_is_known(county: CountyFacts) -> Iterator[Found]:
    """Every cadre id that a record uses has a dossier in this county."""
    missing = cache(partial(_is_missing, county))
    for record in county.records:
        for use in uses(record.place.kind, "cadre_id", record.data):
            if missing(use.value):
                yield _unknown_cadre(record, use)
    for record in county.city_records:
        for use in uses(record.place.kind, "cadre_id", record.data):
            if _is_ours(county, use.value) and missing(use.value):
                yield _unknown_cadre(record, use)


def _is_missing(county: CountyFacts, id_: str) -> bool:
    """Whether there is no dossier at all; one with a fault has its own finding."""
    return id_ not in county.cadres and not county.lacks(f"{county.path}/cadres/{id_}.yml")


def _unknown_cadre(record: Record, use: Use) -> Found:
    return Found(
        record.path,
        use.pointer,
        f"干部编号 {use.value} 在本县没有档案（cadres/{use.value}.yml 不存在）。",
        subject=use.value,
        period=record.place.period,
        got=use.value,
        at_key=use.at_key,
    )


def _is_ours(county: CountyFacts, id_: str) -> bool:
    """Whether a cadre named in a city's file must be here, or can be in no county of the city."""
    if not county.region:
        return False
    code = str(county.region.data["code"])
    return id_[:6] == code[:6] or id_[:4] != code[:4]


@rule(
    title="用到的村和乡镇存在",
    why="代码对不上，这条记录就不知道是哪个村的。",
    mend="请核对十二位代码；确有其村的，先在乡镇的 region.yml 登记。",
    rows=("S0-52",),
)
def village_is_known(county: CountyFacts) -> Iterator[Found]:
    """Every village code that a record uses is a village or, for a posting, a township here."""
    if county.lacks_a_region:
        return
    townships = {t.code for t in county.townships.values()}
    for record in county.records:
        kind = record.place.kind
        if kind == _DEFINES_CODES:
            continue
        township_too = kind in _TOWNSHIP_TOO
        for use in uses(kind, "code12", record.data):
            if use.value in county.villages or (township_too and use.value in townships):
                continue
            yield Found(
                record.path,
                use.pointer,
                f"代码 {use.value} 不是本县的村、社区" + ("或乡镇。" if township_too else "。"),
                subject=record.data.get("cadre", record.data.get("id", "")),
                got=use.value,
            )


@rule(
    title="驻地与职务相符",
    why="挂任乡镇党委副书记的在乡镇任职，第一书记和队员在村任职。",
    mend="请改正驻地代码或职务：挂任副书记写乡镇的代码，其他写村或社区的代码。",
)
def posting_place_fits_the_role(county: CountyFacts) -> Iterator[Found]:
    """A deputy township secretary is posted to a township, everybody else to a village."""
    townships = {t.code: t for t in county.townships.values()}
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            code = posting.village
            if posting.role == DEPUTY and code in county.villages:
                wrong = f"{county.villages[code].name}是村级的"
            elif posting.role != DEPUTY and code in townships:
                wrong = f"{townships[code].name}是乡镇一级的"
            else:
                continue
            yield Found(
                posting.path,
                f"{posting.pointer}/village",
                f"{cadre.id}的职务是{posting.role}，而驻地{wrong}。",
                subject=cadre.id,
                got=code,
            )


@rule(
    title="派出单位已登记",
    why="请假的另外报备、补助和评优都看派出单位的层级。",
    mend="请核对单位编号；确有此单位的，先在市的 units.yml 登记。",
    rows=("S0-01",),
)
def unit_is_known(county: CountyFacts) -> Iterator[Found]:
    """Every unit that a record names is in the city's list."""
    if county.lacks(f"{RECORDS}/{county.city_slug}/units.yml"):
        return
    for record in county.records:
        for use in uses(record.place.kind, "unit_id", record.data):
            if use.value not in county.units:
                cadre = record.data.get("id", "") if record.place.kind == "cadre" else ""
                yield Found(
                    record.path,
                    use.pointer,
                    f"{cadre}的派出单位 {use.value} 没有登记。"
                    if cadre
                    else f"单位编号 {use.value} 没有登记。",
                    subject=cadre,
                    got=use.value,
                )


@rule(
    title="案件依据的督查存在，并且查到了这个人",
    why="案件靠督查记录立得住；编号对不上或查的是别人，就没有依据。",
    mend="请核对督查编号，或先把督查记录补齐。",
    private=True,
)
def case_inspection_visited_the_cadre(county: CountyFacts) -> Iterator[Found]:
    """Inspections that a case names exist and looked for the case's cadre."""
    if any("/inspections/" in path for path in county.unusable):
        return
    known = {i.id: i for i in county.inspections}
    for id_, cases in county.cases.items():
        if county.lacks(f"{county.path}/cadres/{id_}.yml"):
            continue  # of the city's inspections only those of known cadres are
        for case in cases:
            for index, number in enumerate(case.inspections):
                inspection = known.get(number)
                if inspection and any(v.cadre == case.cadre for v in inspection.visits):
                    continue
                wrong = "没有查看过该干部" if inspection else "不存在，或没有查看过本县的干部"
                yield Found(
                    case.path,
                    f"/inspections/{index}",
                    f"案件 {case.id} 依据的督查 {number} {wrong}（涉及 {case.cadre}）。",
                    subject=case.cadre,
                    got=number,
                    evidence=(f"{inspection.path}#{inspection.pointer}",) if inspection else (),
                )
