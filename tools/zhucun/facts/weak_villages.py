"""Weak villages and the first secretaries who are to lift them, year of service by year (S1).

The clock runs from a first secretary's arrival in a village that is weak on that day, on through
renewals in the same village, and stops when the secretary leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from zhucun.facts.authority import is_the_cadre, may_act, power_over
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span, is_over, plus
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.periods import last_day_of_term, service_years
from zhucun.facts.places import Village
from zhucun.facts.presence import value_of
from zhucun.law.ladder import Required, Step

LADDER = "weak_village"
FIRST_SECRETARY = "第一书记"
#: What the ladder's steps ask for, in their order, as fields of a village's `weak`.
IDEA, CHANNEL, LIFTED = "idea", "channel", "lifted"
MILESTONES = (IDEA, CHANNEL, LIFTED)
#: How a posting's end answers a step that failed: by the reason it was ended for.
ENDINGS = {"召回": "召回", "调整": "及时调整"}
#: Dispositions that take the cadre away.
REMOVALS = tuple(ENDINGS.values())

State = Literal["未到期", "按期", "逾期完成", "逾期未完成", "不计"]
RUNNING: State = "未到期"
MET: State = "按期"
LATE: State = "逾期完成"
MISSING: State = "逾期未完成"
NOT_JUDGED: State = "不计"


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be reached by `deadline`, the last day of the `step.n`-th year of service.

    `reached_on` is "" while it is not reached by the day judged. `owed` are dispositions that a
    failed step still calls for, `done` the `path#pointer` of those recorded, `void` says of each
    record after the deadline that doesn't count why not.
    """

    name: str
    step: Step
    deadline: str
    reached_on: str
    state: State
    done: tuple[str, ...]
    owed: tuple[Required, ...]
    void: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether it was not reached in time."""
        return self.state in (LATE, MISSING)


@dataclass(frozen=True, slots=True)
class Clock:
    """A first secretary's time in a village that was weak on arrival.

    `service` joins renewals; `years` are those completed by the day judged. `milestones` are
    those that the law in force asks for, in order.
    """

    cadre: Cadre
    village: Village
    postings: tuple[Posting, ...]
    service: Span
    years: int
    milestones: tuple[Milestone, ...]

    def milestone(self, name: str) -> Milestone | None:
        """The milestone of a name; None where the law asks for none."""
        return next((m for m in self.milestones if m.name == name), None)


def weak_villages(county: CountyFacts) -> tuple[Village, ...]:
    """Villages that were listed as weak by the day judged, in order of code."""
    listed = (v for v in county.villages.values() if "weak" in v.data)
    shown = (v for v in listed if str(v.data["weak"]["listed"]) <= county.as_of)
    return tuple(sorted(shown, key=lambda v: v.code))


def is_weak(village: Village, day: str) -> bool:
    """Whether the village was listed and not yet lifted on a day."""
    weak = village.data.get("weak")
    return weak is not None and weak["listed"] <= day < str(weak.get("lifted", "9999-12-31"))


def recorded_on(village: Village, name: str, as_of: str) -> str:
    """The day recorded for a milestone, "" if there is none by `as_of`."""
    found = village.data["weak"].get(name, "")
    day = str(found["date"] if isinstance(found, dict) else found)
    return day if day <= as_of else ""


def reached_on(village: Village, name: str, as_of: str) -> str:
    """When a milestone was reached, "" if not by `as_of`; a lifted village needs no other."""
    days = (recorded_on(village, each, as_of) for each in (name, LIFTED))
    return min((day for day in days if day), default="")


def clocks_of(county: CountyFacts) -> tuple[Clock, ...]:
    """Every clock that has begun by the day judged, in order of cadre and arrival."""
    return county.once(_clocks)


def _clocks(county: CountyFacts) -> tuple[Clock, ...]:
    return tuple(clock for cadre in county.cadres.values() for clock in _of_cadre(county, cadre))


def _of_cadre(county: CountyFacts, cadre: Cadre) -> Iterator[Clock]:
    for stay in _stays(cadre):
        village = county.villages.get(stay[0].village)
        service = Span(stay[0].span.start, stay[-1].span.end)
        if village is None or service.start > county.as_of:
            continue
        if is_weak(village, service.start):
            years = service_years(service, county.as_of)
            yield Clock(
                cadre=cadre,
                village=village,
                postings=stay,
                service=service,
                years=sum(is_over(year.end, county.as_of) for year in years),
                milestones=tuple(_milestones(county, cadre, village, stay, service)),
            )


def _stays(cadre: Cadre) -> Iterator[tuple[Posting, ...]]:
    """Postings as first secretary in one village that follow one another without a day between."""
    stay: list[Posting] = []
    mine = (p for p in cadre.postings if p.role == FIRST_SECRETARY)
    for posting in sorted(mine, key=lambda p: p.span.start):
        if stay and not _follows(stay[-1], posting):
            yield tuple(stay)
            stay = []
        stay.append(posting)
    if stay:
        yield tuple(stay)


def _follows(last: Posting, posting: Posting) -> bool:
    """Whether a posting is in the last one's village, without a day between."""
    joins = last.span.end is None or posting.span.start <= plus(last.span.end, 1)
    return joins and last.village == posting.village


def _milestones(
    county: CountyFacts, cadre: Cadre, village: Village, stay: tuple[Posting, ...], service: Span
) -> Iterator[Milestone]:
    for n, name in enumerate(MILESTONES, start=1):
        deadline = last_day_of_term(service.start, n)
        step = _step(county, n, min(deadline, county.as_of))
        if step is None:
            continue
        reached = reached_on(village, name, county.as_of)
        state = _state(county, service, deadline, reached)
        failed = state in (LATE, MISSING)
        answers, void = _answers(county, cadre, village, stay, n, deadline) if failed else ({}, ())
        yield Milestone(
            name=name,
            step=step,
            deadline=deadline,
            reached_on=reached,
            state=state,
            done=tuple(answers.values()),
            owed=tuple(
                required
                for required in step.dispositions
                if failed and not answers.keys() & set(required.accepted)
            ),
            void=void,
        )


def _step(county: CountyFacts, n: int, day: str) -> Step | None:
    """The ladder's own n-th step in the law of a day; None beyond its last."""
    pack = county.pack(day)
    if pack is None or LADDER not in pack.ladders:
        return None
    return next((s for s in pack.ladder(LADDER, day).steps if s.n == n), None)


def _state(county: CountyFacts, service: Span, deadline: str, reached: str) -> State:
    if reached and reached <= deadline:
        return MET
    if service.end is not None and service.end < min(deadline, county.as_of):
        return NOT_JUDGED
    if not is_over(deadline, county.as_of):
        return RUNNING
    if deadline[:7] < county.records_from:
        return NOT_JUDGED
    return LATE if reached else MISSING


def _answers(
    county: CountyFacts,
    cadre: Cadre,
    village: Village,
    stay: tuple[Posting, ...],
    n: int,
    deadline: str,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Kinds of disposition recorded for a failed step, each with its place; why others don't count.

    An ending after the deadline, of which nothing else is recorded, answers too.
    """
    found, void = {}, []
    for each, place in dispositions_of(village):
        if each["cadre"] != cadre.id or each["step"] != n:
            continue
        if not deadline < each["date"] <= county.as_of:
            continue
        fault = _fault_of(county, cadre, each)
        if fault:
            void.append(f"{each['date']} 的{each['kind']}{fault}")
        else:
            found[str(each["kind"])] = place
    last = stay[-1]
    if last.ended_reason in ENDINGS and last.span.end and last.span.end <= county.as_of:
        found[ENDINGS[last.ended_reason]] = f"{last.path}#{last.pointer}/ended"
    return found, tuple(void)


def dispositions_of(village: Village) -> Iterator[tuple[dict[str, Any], str]]:
    """The dispositions recorded for a weak village, each with its `path#pointer`."""
    for index, each in enumerate(village.data.get("weak", {}).get("dispositions", ())):
        yield each, f"{village.path}#{village.pointer}/weak/dispositions/{index}"


def _fault_of(county: CountyFacts, cadre: Cadre, disposition: dict[str, Any]) -> str:
    """Why a disposition doesn't count, by who took it; "" where it does or nobody can tell."""
    officer, day = disposition["by"], disposition["date"]
    if is_the_cadre(county, cadre.id, officer):
        return "由本人作出"
    key = power_over(county, disposition["kind"], day)
    roles = value_of(county.pack(day), key, day)
    if roles is None or roles.undetermined or county.lacks_a_region:
        return ""
    if may_act(county, cadre, officer, day, roles.texts()):
        return ""
    return f"作出人没有这个职责（应为{'、'.join(roles.texts())}）"
