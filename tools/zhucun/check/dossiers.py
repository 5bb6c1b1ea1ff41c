"""A cadre's dossier: the materials that must be in it, and ratings that rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.assessments import Assessed, assessed_years
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import year_is_over
from zhucun.facts.dossier import dossier_of
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of

REQUIRED, BASIS = "dossier.required", "dossier.basis"
#: Parts of an assessment that rate the whole year.
WHOLE = ("year_end", "annual", "benchmark", "grades")


@rule(
    title="资料袋的材料齐全",
    why="调研报告、台账、会议记录是评定实绩的依据，一年下来一件也没有，就无从评定。",
    mend="请把形成的材料登记到 papers；会议记录也可以写在会议的 minutes。",
    rows=("S1-44",),
    severity="warn",
    private=True,
)
def dossier_has_its_materials(county: CountyFacts) -> Iterator[Found]:
    """Over each whole year that is over, a cadre's dossier has the types that the law asks for."""
    if county.lacks(f"{county.path}/papers/", f"{county.path}/meetings/"):
        return
    first, last = int(county.records_from[:4]), int(county.as_of[:4])
    for year in range(first, last):
        day = f"{year}-12-31"
        pack = county.pack(day)
        required = value_of(pack, REQUIRED, day)
        if required is None or required.undetermined or f"{year}-01" < county.records_from:
            continue
        if not _is_opened(county, year):
            continue
        for cadre in county.cadres.values():
            if not _served_all(cadre, year):
                continue
            kept = {k.material.title: k.items for k in dossier_of(county, cadre.id, year, pack)}
            missing = [title for title in required.texts() if not kept.get(title)]
            if missing:
                who = cadre_named(county, cadre.id)
                yield Found(
                    cadre.path,
                    cadre.postings[-1].pointer,
                    f"{who}{year} 年的资料袋里没有{'、'.join(missing)}。",
                    subject=cadre.id,
                    period=str(year),
                    got="、".join(title for title in required.texts() if kept.get(title)),
                    need="、".join(required.texts()),
                    cite=required.cite,
                )


def _is_opened(county: CountyFacts, year: int) -> bool:
    return county.opened(
        f"{year}-01-01", f"{year}-12-31", "attendance", "log", "papers", "meetings"
    )


def _served_all(cadre: Cadre, year: int) -> bool:
    first, last = f"{year}-01-01", f"{year}-12-31"
    return any(s.covers(first) and s.covers(last) for s in cadre.services)


@rule(
    title="评定实绩以资料袋为主要依据",
    why="资料袋里的材料是评定实绩的主要依据；不引材料，或引的材料不在袋里，评定就没有根据。",
    mend="请在 evidence 逐条写明依据的材料，以材料的名称开头；材料没有登记的，先登记。",
    rows=("S1-47",),
    severity="warn",
    private=True,
)
def assessment_rests_on_the_dossier(county: CountyFacts) -> Iterator[Found]:
    """A yearly assessment names types of the dossier's materials that are in it that year.

    It is judged once its year is over, or somebody has rated the whole of it.
    """
    for of in assessed_years(county):
        pack = county.pack(of.day)
        basis = value_of(pack, BASIS, of.day)
        if basis is None or basis.value is not True or not _is_rated(county, of):
            continue
        kept = {k.material.title: k.items for k in dossier_of(county, of.cadre.id, of.year, pack)}
        lines = of.data.get("evidence", ())
        named = [title for line in lines for title in kept if line.startswith(title)]
        absent = [title for title in dict.fromkeys(named) if not kept[title]]
        unseen = bool(county.unusable) or not _is_opened(county, of.year)
        if (named and not absent) or (absent and unseen):
            continue
        wrong = f"引的{'、'.join(absent)}不在资料袋里" if absent else "没有引资料袋里的材料"
        yield Found(
            of.path,
            "/evidence" if "evidence" in of.data else "",
            f"{of.who}{of.year} 年的考核{wrong}。",
            subject=of.cadre.id,
            period=of.period,
            got="、".join(named),
            need="、".join(title for title, items in kept.items() if items),
            cite=basis.cite,
        )


def _is_rated(county: CountyFacts, of: Assessed) -> bool:
    return year_is_over(of.year, county.as_of) or any(part in of.data for part in WHOLE)
