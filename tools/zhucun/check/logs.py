"""Rules on work logs: one upload a week, or a reason."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_week, month_span, week_days
from zhucun.facts.logweeks import log_weeks, uploaded_together, uploads_of
from zhucun.facts.periods import first_day
from zhucun.facts.presence import months_of, value_of
from zhucun.law.value import Value
from zhucun.read.tree import Record

#: Kind of the record -> what is said of the period in Chinese, and the parameter that asks for it.
_REVIEWS = {"log": ("评价", "review.monthly"), "reviews": ("点评", "review.quarterly")}


@rule(
    title="每周上传一次日志",
    why="第一书记要认真记录工作日志，每周上传一次。",
    mend="请在那个月的工作日志里补记上传日期（uploads）；没有上传的，在 missing 里写明原因。",
    rows=("S0-65",),
)
def every_week_has_a_log(county: CountyFacts) -> Iterator[Found]:
    """Each whole week of a posting has an upload, a reason, or leave of the whole week.

    Blocks once the month's attendance is sealed; before that it is only warned of.
    """
    for cadre in county.cadres.values():
        for month in months_of(county, cadre):
            if not county.opened(*month_span(month), "attendance", "log"):
                continue
            weeks = log_weeks(county, cadre, month)
            if not weeks.missing or weeks.rule is None:
                continue
            log = county.logs.get((cadre.id, month))
            sheet = county.sheets.get((cadre.id, month))
            path = log.path if log else cadre.path
            township = f"{county.path}/{sheet.township}" if sheet else ""
            log_file = f"{township}/logs/{month}/{cadre.id}.yml"
            if sheet is None or county.lacks(log_file, f"{township}/leave/"):
                continue
            absent = "" if log else f"；{log_file} 还没有"
            yield Found(
                path,
                "/uploads" if log else "",
                f"{cadre.id} {month} 有 {len(weeks.missing)} 周没有上传日志也没有说明："
                f"{'、'.join(weeks.missing)}{absent}",
                subject=cadre.id,
                period=month,
                got=len(weeks.uploaded),
                need=len(weeks.due),
                cite=weeks.rule.cite,
                severity=None if sheet.is_sealed else "warn",
                at_key=log is not None,
            )


@rule(
    title="日志不早于所记的那一周上传",
    why="一周还没有开始，日志不可能已经上传。",
    mend="改正上传日期或周次。",
    rows=("S0-65",),
)
def upload_follows_its_week(county: CountyFacts) -> Iterator[Found]:
    """An upload is dated on or after the Monday of its week."""
    for log in county.logs.values():
        for index, (week, date) in enumerate(log.uploads.items()):
            if not is_week(week):
                continue
            monday = week_days(week)[0]
            if date < monday:
                yield Found(
                    log.path,
                    f"/uploads/{index}/date",
                    f"{week} 从 {monday} 开始，日志却在 {date} 就上传了",
                    subject=log.cadre,
                    period=log.month,
                    got=date,
                    need=monday,
                )


@rule(
    title="每周的日志分周上传",
    why="每周上传一次；几周的日志攒到同一天上传，就不是每周记录了。",
    mend="请核对上传日期；确是攒在一起补传的，照实保留，以后按周上传。",
    rows=("S0-65",),
    severity="warn",
)
def weeks_are_uploaded_apart(county: CountyFacts) -> Iterator[Found]:
    """No more weeks are uploaded on one day than the decision allows (Z81)."""
    for cadre, uploads in uploads_of(county).items():
        for day, together in uploaded_together(uploads).items():
            most = _number(county, "log.weeks_a_day", day)
            if most is None or len(together) <= most.integer():
                continue
            last = together[-1]
            yield Found(
                last.log.path,
                f"{last.where}/date",
                f"{cadre} 在 {day} 一天上传了 {len(together)} 周的日志："
                f"{'、'.join(u.week for u in together)}。",
                subject=cadre,
                period=last.log.month,
                got=len(together),
                need=most.integer(),
                cite=cite_of(county, day, "log.per_week"),
            )


@rule(
    title="日志不迟于期限上传",
    why="过了很久才补的日志，记不清当时做了什么。",
    mend="请核对上传日期；确是迟传的，照实保留，以后按周上传。",
    rows=("S0-65",),
    severity="warn",
)
def upload_is_in_time(county: CountyFacts) -> Iterator[Found]:
    """A week's log is uploaded within the days after its Sunday, where they are given (Z81)."""
    for cadre, uploads in uploads_of(county).items():
        for each in uploads:
            most = _number(county, "log.late_days", each.date)
            if most is None or each.late <= most.integer():
                continue
            yield Found(
                each.log.path,
                f"{each.where}/date",
                f"{cadre} {each.week} 的日志在 {each.date} 上传，"
                f"迟了 {each.late} 天，期限是 {most.shown}。",
                subject=cadre,
                period=each.log.month,
                got=each.late,
                need=most.integer(),
                cite=cite_of(county, each.date, "log.per_week"),
            )


def _number(county: CountyFacts, key: str, day: str) -> Value | None:
    """A number of the law of a day; None where it is silent or has no such key."""
    value = value_of(county.pack(day), key, day)
    return None if value is None or value.undetermined else value


@rule(
    title="评价点评不早于所评的时期",
    why="一个月、一个季度还没有开始，没有日志可评；这样的评价不算数。",
    mend="请核对评价或点评的日期，改正写错的；还没有评的，时期过后再评。",
    rows=("S0-66", "S0-67"),
    severity="warn",
    private=True,
)
def review_follows_its_period(county: CountyFacts) -> Iterator[Found]:
    """No evaluation of a month's log or comment on a quarter is dated before it begins (Z82)."""
    for record in county.of("log"):
        if "evaluation" in record.data:
            act, cadre = record.data["evaluation"], record.data["cadre"]
            yield from _premature(county, record, "/evaluation", act["date"], cadre)
    for record in county.of("reviews"):
        for index, act in enumerate(record.data["comments"]):
            yield from _premature(county, record, f"/comments/{index}", act["date"], act["cadre"])


def _premature(
    county: CountyFacts, record: Record, pointer: str, day: str, cadre: str
) -> Iterator[Found]:
    period = record.place.period
    first = first_day(period)
    if day >= first:
        return
    title, key = _REVIEWS[record.place.kind]
    yield Found(
        record.path,
        f"{pointer}/date",
        f"{cadre} {period} 的{title}写在 {day}，{period} 从 {first} 才开始。",
        subject=cadre,
        period=period,
        got=day,
        need=first,
        cite=cite_of(county, first, key),
    )
