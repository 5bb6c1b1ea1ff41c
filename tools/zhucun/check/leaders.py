"""Leading officers of the city: the counties that each takes on, and how they go there."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.inspections import Inspection
from zhucun.facts.leaders import contracted, each_takes, is_leader
from zhucun.facts.presence import value_of
from zhucun.law.value import Value

UNANNOUNCED = "inspection.unannounced"
HOUSEHOLDS = "inspection.random_households"


@rule(
    title="领导每人承包两个县，每个县有人承包",
    why="领导班子成员分片承包，督查才不留空白。",
    mend="请在市的 region.yml 调整承包（contracts）的县；任期有变的，先改正 officers。",
    rows=("S1-23",),
    severity="warn",
    private=True,
)
def leaders_take_on_counties(county: CountyFacts) -> Iterator[Found]:
    """Every leading officer has as many counties as the law says, and this county has somebody."""
    each, region = each_takes(county, county.as_of), county.region
    if each is None or region is None or county.lacks_a_region:
        return
    leaders = contracted(county, county.as_of)
    for leader in leaders:
        if len(leader.counties) != each.integer():
            yield Found(
                leader.officer.path,
                leader.officer.pointer,
                f"{officer_named(county, leader.officer.id)}承包了 {len(leader.counties)} 个县"
                f"（{'、'.join(leader.counties) or '无'}），应为 {each.shown}。",
                got=len(leader.counties),
                need=each.value,
                cite=each.cite,
                evidence=leader.evidence,
            )
    yield from _outside(county, each)
    code = str(region.data["code"])[:6]
    if not any(code in leader.counties for leader in leaders):
        yield Found(
            region.path,
            "/code",
            f"{region.data['name']}（{code}）没有领导班子成员承包。",
            got=0,
            need=1,
            cite=each.cite,
        )


def _outside(county: CountyFacts, each: Value) -> Iterator[Found]:
    """Counties taken on that can't be of this city, by the digits they begin with."""
    city = county.city_region
    if city is None:
        return
    own = str(city.data["code"])[:4]
    for index, contract in enumerate(city.data.get("contracts", ())):
        for n, code in enumerate(contract["counties"]):
            if not code.startswith(own):
                yield Found(
                    city.path,
                    f"/contracts/{index}/counties/{n}",
                    f"{officer_named(county, contract['officer'])}承包的县 {code} "
                    f"不是{city.data['name']}的县。",
                    got=code,
                    need=own,
                    cite=each.cite,
                )


@rule(
    title="领导督查不打招呼、不设路线、随机入户",
    why="打了招呼、设了路线，看到的就不是平常的样子。",
    mend="请核对登记，补上没有写的；确实通知了或者设了路线的，另行安排一次直接进村、随机入户的督查。",
    rows=("S1-24",),
    severity="warn",
)
def inspection_was_unannounced(county: CountyFacts) -> Iterator[Found]:
    """Where the regulation asks for it, leaders come unannounced, by no set route, into homes."""
    for inspection in county.inspections:
        day = inspection.date
        if not any(is_leader(county, id_, day) for id_ in inspection.inspectors):
            continue
        for key, field, wrong in _faults(inspection):
            value = value_of(county.pack(day), key, day)
            if value is not None and value.value is True:
                yield Found(
                    inspection.path,
                    f"{inspection.pointer}{field}",
                    f"{day} 的督查 {inspection.id} {wrong}。",
                    period=day[:7],
                    cite=value.cite,
                )


def _faults(inspection: Inspection) -> Iterator[tuple[str, str, str]]:
    """What is wrong: the parameter that asks for it, the pointer of the field if it is there."""
    if inspection.announced:
        yield UNANNOUNCED, "/announced", "事先打了招呼"
    if inspection.set_route:
        yield UNANNOUNCED, "/set_route", "事先设定了路线"
    if inspection.set_route is None:
        yield UNANNOUNCED, "", "没有写有没有设定路线（set_route）"
    if inspection.households == 0:
        yield HOUSEHOLDS, "/households", "没有随机入户"
    if inspection.households is None:
        yield HOUSEHOLDS, "", "没有写随机入户几户（households）"
