"""How townships bring on their village cadres: training, secondments, reserves. Counts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.terms import last_day
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import year_is_over
from zhucun.facts.enrolled import fullest, least, listed, people
from zhucun.facts.reserves import Reserve, reserves_in, waiting_on
from zhucun.facts.village_cadres import Enrolment
from zhucun.facts.villager_law import said, townships_under, villager_value
from zhucun.law.value import Value

ENOUGH, SHORT, RUNNING, UNDETERMINED, NOT_COUNTED = "够", "不够", "未到期", "待定", "不计"
SESSIONS, DAYS, CITY_DAYS = (
    "training.township_sessions",
    "training.township_days",
    "training.city_days",
)
ACTIVITIES = "training.activities"
TO_CITY, TO_TOWNSHIP = "secondment.city_per_year", "secondment.township_share"
RESERVES, REPORTS = "reserve.per_post", "reserve.reports_per_year"
CITY_UNIT, OFFICE = "市直", "镇级"


@table(
    "village_training",
    "村干部培训",
    "每个乡镇（街道）一年办了几次、几天集中培训，市里办了几天。",
    board="secretaries",
    keys=(SESSIONS, DAYS, CITY_DAYS, ACTIVITIES),
    columns=(
        Column("township", "乡镇", kind="township", public=True),
        Column("sessions", "镇街培训次数", kind="count", public=True),
        Column("need_sessions", "应不少于（次）", kind="count", public=True),
        Column("days", "镇街培训天数", kind="score", public=True),
        Column("need_days", "应不少于（天）", kind="count", public=True),
        Column("city_days", "市级培训天数", "有本乡镇村干部参加的。", kind="score", public=True),
        Column("need_city_days", "市级应不少于（天）", kind="count", public=True),
        Column(
            "activities",
            "比学活动",
            "拜师交友、同台竞赛、支书讲坛；制度没有写次数，只计数。",
            kind="count",
            rows=("S2-14b",),
            public=True,
        ),
        Column("state", "状态", "镇街的次数和天数够不够。", kind="state", public=True),
    ),
)
def village_training(county: CountyFacts, year: int) -> Iterator[Row]:
    """Townships with village cadres where the law asks for training."""
    for township, sessions in townships_under(county, SESSIONS, last_day(county, year)):
        held = [t for t in _of_year(county, "training", year) if t.township == township.slug]
        own = [t for t in held if t.level == "乡镇"]
        above = [t for t in held if t.level != "乡镇"]
        days, city = (
            _law(county, township.slug, DAYS, year),
            _law(county, township.slug, CITY_DAYS, year),
        )
        yield {
            "township": township.slug,
            "sessions": Cell(len(own), _places(own)),
            "need_sessions": _integer(said(sessions)),
            "days": Cell(_days(own), _places(own)),
            "need_days": _integer(days),
            "city_days": Cell(_days(above), _places(above)),
            "need_city_days": _integer(city),
            "activities": _activities(county, township.slug, year),
            "state": _state(
                county, township.slug, SESSIONS, year, _enough(said(sessions), days, own)
            ),
        }


def _activities(county: CountyFacts, township: str, year: int) -> Cell:
    """The township's meetings in one of the forms that the law names."""
    forms = _law(county, township, ACTIVITIES, year)
    names = forms.texts() if forms else ()
    held = [
        meeting
        for meeting in _of_year(county, "meeting", year)
        if meeting.township == township and meeting.data.get("form") in names
    ]
    return Cell(len(held), _places(held))


def _enough(sessions: Value | None, days: Value | None, held: list[Act]) -> bool | None:
    """Whether a year's sessions and days are enough; None where a number is 待定."""
    if sessions is None or days is None:
        return None
    return len(held) >= sessions.integer() and _days(held) >= days.integer()


def _state(county: CountyFacts, township: str, key: str, year: int, enough: bool | None) -> str:
    """How a year stands; one that isn't registered here from its first day, or that began before
    the law, isn't counted against anybody.
    """
    first = f"{year:04d}-01-01"
    if enough is None:
        return UNDETERMINED
    if enough:
        return ENOUGH
    if first[:7] < county.records_from or villager_value(county, township, key, first) is None:
        return NOT_COUNTED
    return SHORT if year_is_over(year, county.as_of) else RUNNING


def _days(held: Iterable[Act]) -> float:
    return float(sum(training.data.get("days", 0) for training in held))


@table(
    "village_secondments",
    "村书记挂职",
    "每个乡镇（街道）一年安排几名专业化党组织书记到市直单位、到镇级部门挂职。",
    board="secretaries",
    keys=(TO_CITY, TO_TOWNSHIP),
    columns=(
        Column("township", "乡镇", kind="township", public=True),
        Column("to_city", "到市直单位", "当年开始挂职的人数。", kind="count", public=True),
        Column("need_city", "应不少于", kind="count", public=True),
        Column("to_township", "到镇级部门", kind="count", public=True),
        Column(
            "need_township",
            "按比例应有",
            "今年名单的比例，不足一名的进一。",
            kind="count",
            public=True,
        ),
        Column("state", "状态", kind="state", public=True),
    ),
)
def village_secondments(county: CountyFacts, year: int) -> Iterator[Row]:
    """Townships with village cadres where the law asks for secondments."""
    for township, city in townships_under(county, TO_CITY, last_day(county, year)):
        known = listed(county, township.slug, year)
        sent = [s for s in _of_year(county, "secondment", year) if _is_of(s, known)]
        above = [s for s in sent if s.data["level"] == CITY_UNIT]
        office = [s for s in sent if s.data["level"] == OFFICE]
        share = _law(county, township.slug, TO_TOWNSHIP, year)
        own = fullest(county, township.slug, year)
        need = least(share, people(own)) if share else None
        needs = (_integer(said(city)), need)
        counts = (_people(above), _people(office))
        yield {
            "township": township.slug,
            "to_city": Cell(counts[0], _places(above)),
            "need_city": needs[0],
            "to_township": Cell(counts[1], _places(office)),
            "need_township": needs[1],
            "state": _state(county, township.slug, TO_CITY, year, _sent(counts, needs))
            if own
            else NOT_COUNTED,
        }


def _is_of(secondment: Act, known: Iterable[Enrolment]) -> bool:
    """Whether it sent a secretary who had come on the year's list by its first day. Whoever left
    the list before that day counts still, or the number would tell of it.
    """
    begun = (e.cadre for e in known if e.span.start <= secondment.date)
    return secondment.village_cadre in begun


def _people(sent: Iterable[Act]) -> int:
    return len({each.village_cadre for each in sent})


def _sent(counts: tuple[int, int], needs: tuple[int | None, int | None]) -> bool | None:
    if None in needs:
        return None
    return all(count >= (need or 0) for count, need in zip(counts, needs, strict=True))


@table(
    "village_reserves",
    "后备干部",
    "每个乡镇（街道）储备了几名村党组织书记后备、几名其他后备，培养情况报告哪天形成。",
    board="secretaries",
    keys=("reserve.secretaries", RESERVES, REPORTS, "reserve.women"),
    columns=(
        Column("township", "乡镇", kind="township", public=True),
        Column(
            "secretaries",
            "书记后备",
            "今年有一天在储备的；年内接任、离库的也计到年底。",
            kind="count",
            public=True,
        ),
        Column("others", "其他后备", "算法相同。", kind="count", public=True),
        Column("reported", "培养情况报告", "当年的报告形成日期。", kind="date", public=True),
        Column("secretaries_now", "现有书记后备", "已经接任的不计。", kind="count"),
        Column("others_now", "现有其他后备", "已经接任的不计。", kind="count"),
        Column("women", "女后备干部", kind="count"),
        Column("villages", "有书记后备的村", kind="count"),
        Column("without", "没有书记后备的村", kind="count"),
    ),
)
def village_reserves(county: CountyFacts, year: int) -> Iterator[Row]:
    """Townships with village cadres where the law asks for reserves."""
    day = last_day(county, year)
    for township, _ in townships_under(county, RESERVES, day):
        of_year = [r for r in reserves_in(county, year) if r.township == township.slug]
        kept = [r for r in waiting_on(county, day) if r.township == township.slug]
        secretaries = [r for r in kept if r.is_for_secretary]
        others = [r for r in kept if not r.is_for_secretary]
        women = [r for r in kept if r.gender == "女"]
        covered = {r.village for r in secretaries}
        yield {
            "township": township.slug,
            "secretaries": _kept([r for r in of_year if r.is_for_secretary]),
            "others": _kept([r for r in of_year if not r.is_for_secretary]),
            "reported": _reported(county, township.slug, year),
            "secretaries_now": _kept(secretaries),
            "others_now": _kept(others),
            "women": _kept(women),
            "villages": len(covered),
            "without": sum(v.code not in covered for v in township.villages),
        }


def _kept(reserves: list[Reserve]) -> Cell:
    return Cell(len(reserves), tuple(each.where for each in reserves))


def _reported(county: CountyFacts, township: str, year: int) -> Cell | None:
    """The day of the township's first report on a year, up to `as_of`."""
    found = [
        each
        for each in acts_of(county, "reserve_report")
        if each.township == township and each.period == f"{year:04d}" and each.date <= county.as_of
    ]
    first = min(found, key=lambda each: each.date, default=None)
    return Cell(first.date, (f"{first.path}#{first.pointer}",)) if first else None


def _of_year(county: CountyFacts, stream: str, year: int) -> Iterator[Act]:
    """The acts of a stream done in a year, up to `as_of`."""
    for each in acts_of(county, stream):
        if each.date[:4] == f"{year:04d}" and each.date <= county.as_of:
            yield each


def _law(county: CountyFacts, township: str, key: str, year: int) -> Value | None:
    return said(villager_value(county, township, key, last_day(county, year)))


def _integer(value: Value | None) -> int | None:
    return value.integer() if value else None


def _places(acts: Iterable[Act]) -> tuple[str, ...]:
    return tuple(f"{each.path}#{each.pointer}" for each in acts)
