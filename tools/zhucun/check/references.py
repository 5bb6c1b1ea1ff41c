"""Every cadre, village, unit and inspection that a record names exists in this county."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import DEPUTY
from zhucun.read.layout import RECORDS
from zhucun.read.tree import Record

_SINGLE = ("log", "case", "assessment", "project", "profile")


@rule(
    title="用到的干部有档案",
    why="没有档案的编号可能是打错的，这条记录就落不到任何人头上。",
    mend="请核对编号；确有其人的，先在本县 cadres 文件夹建立档案。",
)
def cadre_is_known(county: CountyFacts) -> Iterator[Found]:
    """Every cadre id that a record uses has a dossier in this county."""
    for record in county.records:
        for id_, pointer, at_key in _cadre_uses(record):
            if _is_missing(county, id_):
                yield _unknown_cadre(record, id_, pointer, at_key)
    for record in county.city_records:
        for id_, pointer, at_key in _cadre_uses(record):
            if _is_ours(county, id_) and _is_missing(county, id_):
                yield _unknown_cadre(record, id_, pointer, at_key)


def _is_missing(county: CountyFacts, id_: str) -> bool:
    """Whether there is no dossier at all; one with a fault has its own finding."""
    return id_ not in county.cadres and not county.lacks(f"{county.path}/cadres/{id_}.yml")


def _unknown_cadre(record: Record, id_: str, pointer: str, at_key: bool) -> Found:
    return Found(
        record.path,
        pointer,
        f"干部编号 {id_} 在本县没有档案（cadres/{id_}.yml 不存在）。",
        subject=id_,
        period=record.place.period,
        got=id_,
        at_key=at_key,
    )


def _is_ours(county: CountyFacts, id_: str) -> bool:
    """Whether a cadre named in a city's file must be here, or can be in no county of the city."""
    if not county.region:
        return False
    code = str(county.region.data["code"])
    return id_[:6] == code[:6] or id_[:4] != code[:4]


def _cadre_uses(record: Record) -> Iterator[tuple[str, str, bool]]:
    """Cadre ids with their pointers and whether the id is a key."""
    kind, data = record.place.kind, record.data
    if kind in _SINGLE:
        yield data["cadre"], "/cadre", False
    elif kind == "attendance":
        yield from ((id_, f"/sheets/{id_}", True) for id_ in data["sheets"])
    elif kind == "whereabouts":
        yield from ((id_, f"/whereabouts/{id_}", True) for id_ in data["whereabouts"])
    elif kind == "leave":
        for index, leave in enumerate(data["leaves"]):
            yield leave["cadre"], f"/leaves/{index}/cadre", False
    elif kind == "inspections":
        for index, inspection in enumerate(data["inspections"]):
            for n, visit in enumerate(inspection["visits"]):
                yield visit["cadre"], f"/inspections/{index}/visits/{n}/cadre", False
    elif kind == "region":
        for index, officer in enumerate(data.get("officers", [])):
            if "cadre" in officer:
                yield officer["cadre"], f"/officers/{index}/cadre", False


@rule(
    title="用到的村和乡镇存在",
    why="代码对不上，这条记录就不知道是哪个村的。",
    mend="请核对十二位代码；确有其村的，先在乡镇的 region.yml 登记。",
)
def village_is_known(county: CountyFacts) -> Iterator[Found]:
    """Every village code that a record uses is a village or, for a posting, a township here."""
    if county.lacks_a_region:
        return
    townships = {t.code for t in county.townships.values()}
    for record in county.records:
        for code, pointer, township_too in _village_uses(record):
            if code in county.villages or (township_too and code in townships):
                continue
            yield Found(
                record.path,
                pointer,
                f"代码 {code} 不是本县的村、社区" + ("或乡镇。" if township_too else "。"),
                subject=record.data.get("cadre", record.data.get("id", "")),
                got=code,
            )


def _village_uses(record: Record) -> Iterator[tuple[str, str, bool]]:
    """Village codes with their pointers and whether a township's code is meant as well."""
    if record.place.kind == "project":
        yield record.data["village"], "/village", False
    elif record.place.kind == "cadre":
        for index, posting in enumerate(record.data["postings"]):
            yield posting["village"], f"/postings/{index}/village", True
            if "party_relation" in posting:
                pointer = f"/postings/{index}/party_relation/village"
                yield posting["party_relation"]["village"], pointer, True


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
    """Every cadre's dispatching unit is in the city's list."""
    if county.lacks(f"{RECORDS}/{county.city_slug}/units.yml"):
        return
    for cadre in county.cadres.values():
        if cadre.unit not in county.units:
            yield Found(
                cadre.path,
                "/unit",
                f"{cadre.id}的派出单位 {cadre.unit} 没有登记。",
                subject=cadre.id,
                got=cadre.unit,
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
    for cases in county.cases.values():
        for case in cases:
            for index, id_ in enumerate(case.inspections):
                inspection = known.get(id_)
                if inspection and any(v.cadre == case.cadre for v in inspection.visits):
                    continue
                wrong = "没有查看过该干部" if inspection else "不存在，或没有查看过本县的干部"
                yield Found(
                    case.path,
                    f"/inspections/{index}",
                    f"案件 {case.id} 依据的督查 {id_} {wrong}（涉及 {case.cadre}）。",
                    subject=case.cadre,
                    got=id_,
                    evidence=(f"{inspection.path}#{inspection.pointer}",) if inspection else (),
                )
