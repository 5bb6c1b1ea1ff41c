"""Plans: which a cadre and the village have for a year, and which the regulation still asks for."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.law.pack import Pack

PLAN, PLANS = "plan", "plans"


@table(
    "plans",
    "规划和计划",
    "每名驻村干部和所驻的村，这一年有哪些规划和计划，还没有哪些。",
    board="work",
    keys=("plan.kinds", "plan.parts", "plan.three_year", "plan.annual", "plan.rectification"),
    columns=(
        Column("cadre", "干部", kind="cadre", public=True),
        Column("village", "驻地", kind="village", public=True),
        Column("own", "本人的计划", "覆盖这一年的。", kind="texts", public=True),
        Column("own_lacking", "本人还没有", "制度要求每人都有的。", kind="texts", public=True),
        Column("here", "村的计划", "在这个村登记的，不论由谁制订。", kind="texts", public=True),
        Column("here_lacking", "村还没有", "制度要求每村都有的。", kind="texts", public=True),
        Column("items", "事项", "本人的计划一共写了几项。", kind="count", public=True),
    ),
)
def plans(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre posted in the year, by the last posting in it, in order of id."""
    first, last = f"{year}-01-01", min(f"{year}-12-31", county.as_of)
    pack = county.pack(last)
    of_cadre, of_village = _asked_of_cadres(pack), _asked_of_villages(pack, last)
    made = [
        plan
        for plan in acts_of(county, PLAN)
        if plan.date <= county.as_of and plan.start <= first and f"{year}-12-31" <= plan.end
    ]
    for cadre in county.cadres.values():
        postings = cadre.postings_in(first, last)
        if not postings:
            continue
        place = postings[-1].village
        own = [plan for plan in made if plan.cadre == cadre.id]
        here = [plan for plan in made if plan.village == place]
        in_village = place in county.villages
        yield {
            "cadre": cadre.id,
            "village": place,
            "own": _kinds(own),
            "own_lacking": _lacking(of_cadre, own),
            "here": _kinds(here) if in_village else None,
            "here_lacking": _lacking(of_village, here) if in_village else None,
            "items": sum(len(plan.data["items"]) for plan in own),
        }


def _kinds(plans: list[Act]) -> Cell:
    """The kinds of plan, each once, in the order made."""
    kinds = {str(plan.data["kind"]): None for plan in sorted(plans, key=lambda p: p.date)}
    return Cell(list(kinds), tuple(f"{plan.path}#{plan.pointer}" for plan in plans))


def _lacking(asked: tuple[str, ...], plans: list[Act]) -> list[str]:
    there = {plan.data["kind"] for plan in plans}
    return [kind for kind in asked if kind not in there]


def _asked_of_cadres(pack: Pack | None) -> tuple[str, ...]:
    """The kinds of plan that the pack's cadences ask of each cadre."""
    cadences = pack.norms.cadences if pack else ()
    kinds = (kind for c in cadences if c.act == PLAN for kind in c.matching.get("kind", ()))
    return tuple(dict.fromkeys(map(str, kinds)))


def _asked_of_villages(pack: Pack | None, day: str) -> tuple[str, ...]:
    """The kinds of plan that the pack's conditions ask of each village."""
    named = (c.parameter for c in (pack.norms.conditions if pack else ()) if c.fact == PLANS)
    values = (value_of(pack, key, day) for key in named)
    return tuple(kind for v in values if v and not v.undetermined for kind in v.texts())
