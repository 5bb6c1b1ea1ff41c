"""Rules on work logs: one upload a week, or a reason."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_week, week_days
from zhucun.facts.logweeks import log_weeks
from zhucun.facts.presence import months_of


@rule(
    title="每周上传一次日志",
    why="第一书记要认真记录工作日志，每周上传一次。",
    mend="补记上传日期（uploads）；没有上传的，在 missing 里写明原因。",
    rows=("S0-65",),
)
def every_week_has_a_log(county: CountyFacts) -> Iterator[Found]:
    """Each whole week of a posting has an upload, a reason, or leave of the whole week.

    Blocks once the month's attendance is sealed; before that it is only warned of.
    """
    for cadre in county.cadres.values():
        for month in months_of(county, cadre):
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
            yield Found(
                path,
                "/uploads" if log else "",
                f"{cadre.id} {month} 有 {len(weeks.missing)} 周没有上传日志也没有说明："
                f"{'、'.join(weeks.missing)}",
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
