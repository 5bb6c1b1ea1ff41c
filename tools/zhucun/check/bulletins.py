"""Monthly bulletins: of a month that is over, issued by the county, their figures the records'."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.bulletin_figures import RARE, figures_of, needs
from zhucun.facts.bulletins import issued_bulletins, speaks_for_the_county
from zhucun.facts.corrections import corrections, late_files
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_date, month_is_over
from zhucun.read.layout import place_of
from zhucun.read.tree import Record

NOT_COUNTED = "这个数不是从记录统计的"


@rule(
    title="简报在月份过完以后统计和刊发",
    why="一个月没有过完，数字还会变；统计在刊发以后，刊发的人没有看过这些数。",
    mend="请在月份过完以后重新运行 zhucun bulletin，再刊发。",
)
def bulletin_follows_its_month(county: CountyFacts) -> Iterator[Found]:
    """A bulletin counts when its month is over, and is issued no earlier than it was counted."""
    for bulletin in county.of("bulletin"):
        month, as_of = bulletin.data["month"], bulletin.data["as_of"]
        if not month_is_over(month, as_of):
            yield Found(
                bulletin.path,
                "/as_of",
                f"{month} 的简报统计到 {as_of}，这个月还没有过完。",
                period=month,
                got=as_of,
                need=month,
            )
        issued = bulletin.data.get("issued")
        if issued is not None and issued["date"] < as_of:
            yield Found(
                bulletin.path,
                "/issued/date",
                f"{month} 的简报在 {issued['date']} 刊发，数字却统计到以后的 {as_of}。",
                period=month,
                got=issued["date"],
                need=as_of,
            )


@rule(
    title="简报由县里的人刊发和撤下",
    why="简报说的是全县的事，由县里负责。",
    mend="请由县委组织部、县驻村工作队等县里的人员决定，改写人员和日期。",
    private=True,
)
def bulletin_is_issued_by_the_county(county: CountyFacts) -> Iterator[Found]:
    """Whoever issues or withdraws a bulletin serves the county, or heads one of its bodies."""
    for bulletin in county.of("bulletin"):
        for name, what in (("issued", "刊发"), ("withdrawn", "撤下")):
            act = bulletin.data.get(name)
            if act is None or not county.in_office(act["by"], act["date"]):
                continue  # who isn't known or in office is another rule's business
            if not speaks_for_the_county(county, act["by"], act["date"]):
                yield Found(
                    bulletin.path,
                    f"/{name}/by",
                    f"{bulletin.data['month']} 的简报由{officer_named(county, act['by'])}{what}，"
                    "这个人当时不在县里任职。",
                    period=bulletin.data["month"],
                    got=act["by"],
                )


@rule(
    title="简报的数字与记录一致",
    why="简报刊发以后不再改；记录说的是另一个数，读的人就不知道信哪一个。",
    mend="请核对是记录补得晚，还是简报写错了：记录有误的写更正，简报有误的撤下或者写更正。",
    severity="warn",
)
def bulletin_figures_agree(county: CountyFacts) -> Iterator[Found]:
    """An issued bulletin has the figures that the records give for its day, but for what was
    corrected, or recorded late, since.
    """
    for bulletin in issued_bulletins(county):
        month, as_of = bulletin.data["month"], bulletin.data["as_of"]
        known = is_date(as_of) and month_is_over(month, as_of) and month >= county.records_from
        if known and needs(county, month):
            yield from _differing(county, bulletin)


def _differing(county: CountyFacts, bulletin: Record) -> Iterator[Found]:
    """The figures of a bulletin that aren't the records'; a bulletin may leave some out."""
    month, as_of = bulletin.data["month"], bulletin.data["as_of"]
    counted = {f.name: f for f in figures_of(county, month, as_of)}
    changed = {*_kinds_changed_since(county, as_of)}
    for index, written in enumerate(bulletin.data["figures"]):
        name, value = written["name"], written["value"]
        figure = counted.get(name)
        found = figure.value if figure else 0 if name in RARE else None
        if value == found or (figure and figure.kinds & changed):
            continue
        shown = NOT_COUNTED if found is None else f"记录截至 {as_of} 是 {found}"
        yield Found(
            bulletin.path,
            f"/figures/{index}/value",
            f"{month} 的简报里“{name}”写的是 {value}，{shown}。",
            period=month,
            got=value,
            need=found,
            cite=figure.cite if figure else None,
        )


def _kinds_changed_since(county: CountyFacts, day: str) -> Collection[str]:
    """The kinds of records that were corrected, or said to be late, after a day."""
    files = {c.file for c in corrections(county) if c.approved_on > day}
    for record in (*county.city_records, *county.records):
        if record.place.kind == "corrections":
            for index, late in late_files(record.place, record.data):
                if record.data["late"][index]["date"] > day:
                    files.update(late)
    return {place.kind for file in files if (place := place_of(file))}
