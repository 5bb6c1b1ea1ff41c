"""Who may act in matters that have no rule of their own, and that nobody acts on himself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.leave import leave_shown
from zhucun.check.officers import acts_about
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.authority import is_the_cadre, may_act
from zhucun.facts.bodies import roles_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of
from zhucun.facts.leaves import leaves_of
from zhucun.facts.people import LEVELS
from zhucun.facts.presence import value_of

CANCELLERS: Final = "leave.canceller_roles"
NOT_BELOW: Final = "leave.canceller_not_below"
CANCELLED: Final = ("leave", "leaves/*/cancelled")

#: (kind, place of the act) -> the parameter that names who may.
_NEEDED: Final = {
    CANCELLED: CANCELLERS,
    ("log", "evaluation"): "review.evaluator_roles",
    ("reviews", "comments/*"): "review.commenter_roles",
    ("draw", ""): "spot_check.drawer_roles",
    ("draw", "results/*"): "spot_check.drawer_roles",
    ("profile", "approval"): "profile.approver_roles",
    ("profile", "withdrawn"): "profile.approver_roles",
    ("circulars", "circulars/*"): "circular.issuer_roles",
    ("circulars", "circulars/*/items/*/rectified"): "circular.rectifier_roles",
    ("circulars", "accountability/*"): "area.decider_roles",
    ("circulars", "accountability/*/talks/*"): "area.talker_roles",
}
#: Acts on a cadre that no other rule keeps from himself.
_NOT_ONES_OWN: Final = frozenset(
    {
        CANCELLED,
        ("log", "evaluation"),
        ("reviews", "comments/*"),
        ("draw", "results/*"),
        ("profile", "approval"),
        ("term_assessment", ""),
        ("cadre", "waivers/*"),
        ("village_cadre", "enrolments/*/approved"),
        ("village_cadre", "tiers/*"),
        ("village_cadre", "waivers/*"),
        ("targets", "targets/*/approved"),
        ("competence", "evaluations/*"),
        ("competence", "evaluations/*/exit/confirmed"),
        ("appraisals", "appraisals/*"),
    }
)


@rule(
    title="行为人有相应的职责",
    why="取消请假、评价点评、抽查、审核宣传、通报问责，都要由有职责的组织的人办；别人办的，没有人负责。",
    mend="请由有职责的人员办理，改写人员和日期；职责登记有误的，先改正 region.yml。",
    rows=("S0-57", "S0-66", "S0-67", "S0-68", "S0-80", "S1-59", "S4-48", "S4-64", "S4-66"),
    private=True,
)
def actor_holds_the_role(county: CountyFacts) -> Iterator[Found]:
    """Whoever acts holds one of the roles that the law of the day names, over the cadre if it is
    about one. Where it names none anybody in office may.
    """
    for act in acts_about(county):
        key = _NEEDED.get((act.kind, act.place))
        if key is None or not county.in_office(act.officer, act.first):
            continue
        value = value_of(county.pack(act.first), key, act.first)
        if value is None or value.undetermined:
            continue
        held, roles = roles_on(county, act.officer, act.first), value.texts()
        cadre = county.cadres.get(act.cadre)
        if cadre is None:
            fits = bool({*held} & {*roles})
        else:
            fits = may_act(county, cadre, act.officer, act.first, roles)
        if fits:
            continue
        about = cadre_named(county, act.cadre) if cadre else ""
        elsewhere = "（不管这名干部）" if {*held} & {*roles} else ""
        yield Found(
            act.path,
            act.pointer,
            f"{act.when} {act.what}{about}的是{'、'.join(held)}{elsewhere}"
            f"{officer_named(county, act.officer)}，应由{'、'.join(roles)}办理。",
            subject=act.cadre,
            period=act.when,
            got="、".join(held),
            need="、".join(roles),
            cite=value.cite,
        )


@rule(
    title="本人不办自己的事",
    why="自己取消自己的假、评价自己的日志、审核宣传自己的文章、给自己豁免，等于没有人管。",
    mend="请由别人办理，改写人员和日期。",
    private=True,
)
def actor_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """Nobody cancels his own leave, evaluates, comments, checks or assesses himself, approves what
    praises him, or waives a condition for himself.
    """
    for act in acts_about(county):
        if (act.kind, act.place) not in _NOT_ONES_OWN or not act.cadre:
            continue
        if is_the_cadre(county, act.cadre, act.officer):
            yield Found(
                act.path,
                act.pointer,
                f"{act.when} {act.what}{cadre_named(county, act.cadre)}的就是本人"
                f"（{officer_named(county, act.officer)}）。",
                subject=act.cadre,
                period=act.when,
                got=act.officer,
            )


@rule(
    title="取消请假的不低于批准的一级",
    why="上一级批准的假，下一级不能取消：取消了，请假的日子就成了不在岗，或者反过来补成在村。",
    mend="请由批准的一级或者它的上级取消，改写人员和日期。",
    rows=("S0-58", "S0-59", "S1-14", "S4-48"),
    private=True,
)
def leave_is_not_cancelled_from_below(county: CountyFacts) -> Iterator[Found]:
    """An approved leave is cancelled by the level that approved it, or by one above."""
    for record in county.of("leave"):
        for leave in leaves_of(record):
            index = int(leave.pointer.rpartition("/")[2])
            done = record.data["leaves"][index].get("cancelled")
            if done is None or not leave.approver:
                continue
            value = value_of(county.pack(done["date"]), NOT_BELOW, done["date"])
            if value is None or value.value is not True:
                continue
            approved = _level(county, leave.approver, leave.approved_on)
            cancelled = _level(county, done["by"], done["date"])
            if approved < 0 or cancelled < 0 or cancelled >= approved:
                continue
            yield Found(
                record.path,
                f"{leave.pointer}/cancelled/by",
                f"{leave_shown(county, leave)}由{LEVELS[approved]}一级批准，"
                f"却由{LEVELS[cancelled]}的{officer_named(county, done['by'])}取消。",
                subject=leave.cadre,
                period=month_of(leave.start),
                got=LEVELS[cancelled],
                need=LEVELS[approved],
                cite=value.cite,
            )


def _level(county: CountyFacts, officer: str, day: str) -> int:
    """The highest level on which an officer serves on a day; -1 out of office."""
    levels = [LEVELS.index(t.level) for t in county.in_office(officer, day) if t.level in LEVELS]
    return max(levels, default=-1)
