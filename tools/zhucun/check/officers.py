"""Who acts: every officer named is registered and in office on the day of the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.corrections import home_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.people import Officer
from zhucun.read.layout import place_of
from zhucun.read.select import select
from zhucun.read.tree import Record

# kind -> (place of an object with an officer, the officer's key, its day's, what he does).
ACTS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "attendance": (("seal", "by", "date", "盖章"),),
    "leave": (
        ("leaves/*/approval", "by", "date", "审批"),
        ("leaves/*/cancelled", "by", "date", "取消"),
    ),
    "log": (("evaluation", "by", "date", "评价"),),
    "profile": (
        ("approval", "by", "date", "审核"),
        ("withdrawn", "by", "date", "撤下"),
    ),
    "bulletin": (
        ("issued", "by", "date", "刊发简报"),
        ("withdrawn", "by", "date", "撤下简报"),
    ),
    "region": (
        ("overlays/*", "by", "from", "确定本地补充"),
        ("villages/*/waivers/*", "by", "date", "批准豁免"),
        ("villages/*/weak/dispositions/*", "by", "date", "处理"),
        ("bodies/*", "head", "from", "负责议事机构"),
        ("contacts/*", "officer", "from", "具体负责"),
        ("contracts/*", "officer", "from", "承包县"),
        ("pairings/*", "leader", "from", "结对"),
        ("officers/*/keys/*/confirmed", "by", "date", "确认公钥"),
        ("officers/*/keys/*/revoked", "by", "date", "作废公钥"),
    ),
    "cadre": (("waivers/*", "by", "date", "批准豁免"),),
    "case": (
        ("opened", "by", "date", "立案"),
        ("confirmed", "by", "date", "认定"),
        ("withdrawn", "by", "date", "撤销"),
        ("dispositions/*", "by", "date", "处理"),
        ("proposal", "by", "date", "提出召回意见"),
        ("dispositions/*/proposal", "by", "date", "提出召回意见"),
        ("closed", "by", "date", "办结"),
        ("publication", "by", "date", "决定公开"),
    ),
    "assessment": (
        ("daily", "by", "date", "评定日常考核"),
        ("half_year", "by", "date", "评定半年考核"),
        ("year_end", "by", "date", "评定年终考核"),
        ("ratings/*", "by", "date", "评议"),
        ("verification", "by", "date", "核查"),
        ("annual", "by", "date", "年度考核"),
        ("grades", "by", "date", "评定等次"),
    ),
    "term_assessment": (("", "by", "date", "期满考核"),),
    "meetings": (
        ("meetings/*", "chair", "date", "主持会议"),
        ("meetings/*/poor/*/talk", "by", "date", "约谈"),
    ),
    "reviews": (("comments/*", "by", "date", "点评"),),
    "draw": (("", "by", "date", "抽取"), ("results/*", "by", "date", "抽查")),
    "circulars": (
        ("circulars/*", "by", "date", "签发通报"),
        ("circulars/*/items/*/rectified", "by", "date", "确认整改"),
        ("accountability/*", "by", "date", "认定问题突出"),
        ("accountability/*/talks/*", "by", "date", "约谈"),
    ),
    "corrections": (
        ("corrections/*", "by", "date", "提出更正"),
        ("corrections/*/approval", "by", "date", "批准更正"),
        ("late/*", "by", "date", "说明补录"),
    ),
    "notices": (
        ("notices/*/decision", "by", "date", "决定公示"),
        ("notices/*/objections/*/reply", "by", "date", "答复异议"),
        ("notices/*/confirmed", "by", "date", "确认公布"),
        ("notices/*/withdrawn", "by", "date", "撤回公示"),
    ),
    "problems": (
        ("problems/*/escalated", "by", "date", "上报"),
        ("problems/*/feedback/*", "by", "date", "反馈"),
    ),
    "village_cadre": (
        ("posts/*/ended", "by", "date", "决定任职结束"),
        ("enrolments/*/decided", "by", "date", "确定纳入"),
        ("enrolments/*/approved", "by", "date", "审核备案"),
        ("enrolments/*/extension/city", "by", "date", "考察延长待遇"),
        ("enrolments/*/extension/township", "by", "date", "考察延长待遇"),
        ("enrolments/*/ended", "by", "date", "决定退出专业化管理"),
        ("tiers/*", "by", "date", "确定补贴档次"),
        ("home_visits/*", "by", "date", "走访"),
        ("duty_logs/*/checked", "by", "date", "检查履责全程纪实"),
        ("dispositions/*", "by", "date", "处理"),
        ("waivers/*", "by", "date", "批准豁免"),
    ),
    "targets": (("targets/*/approved", "by", "date", "审核目标和承诺"),),
    "competence": (
        ("evaluations/*", "by", "date", "组织胜任度评价"),
        ("evaluations/*/talk", "by", "date", "约谈"),
        ("evaluations/*/exit/proposed", "by", "date", "提出退出"),
        ("evaluations/*/exit/confirmed", "by", "date", "确认退出"),
        ("evaluations/*/exit/declined", "by", "date", "决定不退出"),
    ),
    "village_scores": (
        ("", "by", "date", "确定千分制考核得分"),
        ("talks/*", "by", "date", "诫勉谈话"),
        ("removals/*/proposed", "by", "date", "提出免职"),
        ("removals/*/confirmed", "by", "date", "确认免职"),
        ("removals/*/declined", "by", "date", "决定不免职"),
    ),
    "appraisals": (("appraisals/*", "by", "date", "年度考核"),),
    "reserves": (("reserves/*/review", "by", "date", "审查后备干部"),),
}
# Records that are one person's under his own number.
_PERSONS = frozenset({"cadre", "village_cadre"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act of an officer: what was done, between which days (mostly one day).

    `kind` is that of the record.
    """

    kind: str
    officer: str
    what: str
    first: str
    last: str
    path: str
    pointer: str
    cadre: str

    @property
    def when(self) -> str:
        """The day, or the month of an act that takes a month."""
        return self.first if self.first == self.last else self.first[:7]

    @property
    def place(self) -> str:
        """Where the object with the officer stands, as in ACTS: `leaves/*/approval`."""
        holder = self.pointer.split("/")[1:-1]
        return "/".join("*" if part.isdigit() else part for part in holder)


def acts_of(record: Record) -> Iterator[Act]:
    """Every act of an officer that a record tells of."""
    kind, data = record.place.kind, record.data
    for place, officer, day, what in ACTS.get(kind, ()):
        for pointer, item in select(data, place):
            if officer in item:
                id_, when, where = item[officer], item[day], f"{pointer}/{officer}"
                whose = about(record, pointer)
                yield Act(kind, id_, what, when, when, record.path, where, whose)
    if kind == "attendance" and "registrar" in data:
        first, last = month_span(data["month"])
        registrar = data["registrar"]
        yield Act(kind, registrar, "登记考勤", first, last, record.path, "/registrar", "")
    if kind == "inspections":
        for index, inspection in enumerate(data["inspections"]):
            for n, id_ in enumerate(inspection["inspectors"]):
                pointer = f"/inspections/{index}/inspectors/{n}"
                day = inspection["date"]
                yield Act(kind, id_, "督查", day, day, record.path, pointer, "")


def vouching(record: Record) -> dict[str, list[Act]]:
    """The acts of a record by the JSON pointer of the object that each vouches for with all that
    is in it: the object that holds the act, or the item that is one.
    """
    found: dict[str, list[Act]] = {}
    for act in acts_of(record):
        holder = act.pointer.rpartition("/")[0]
        own = holder.rpartition("/")[2]
        vouched = holder if own.isdigit() or not holder else holder.rpartition("/")[0]
        found.setdefault(vouched, []).append(act)
    return found


def acts_on(vouched: Mapping[str, list[Act]], pointer: str) -> Iterator[Act]:
    """Of the acts by what they vouch for, those that vouch for what stands at a pointer."""
    parts = pointer.split("/")
    for length in range(1, len(parts) + 1):
        yield from vouched.get("/".join(parts[:length]), ())


def about(record: Record, pointer: str) -> str:
    """The cadre or village cadre that an object is about: its own, or of what it stands in, or the
    record's; "" for nobody.
    """
    data: Any = record.data
    if record.place.kind in _PERSONS:
        return str(data["id"])
    cadre = ""
    for part in ["", *pointer.split("/")[1:]]:
        if part:
            data = data[int(part)] if isinstance(data, list) else data[part]
        if isinstance(data, dict):
            cadre = data.get("village_cadre") or data.get("cadre", cadre)
    return cadre


def acts_about(county: CountyFacts) -> Iterator[Act]:
    """Acts in the county's records, and in the city's as far as they are about this county."""
    for record in county.records:
        yield from acts_of(record)
    ours = {f"{i.path}#{i.pointer}" for i in county.inspections}
    for record in county.city_records:
        for act in acts_of(record):
            if _is_about(county, record, act, ours):
                yield act


def _is_about(county: CountyFacts, record: Record, act: Act, inspections: set[str]) -> bool:
    """Whether an act in a city's file is this county's business, or every county's."""
    if record.place.kind == "inspections":
        return f"{act.path}#{act.pointer.partition('/inspectors')[0]}" in inspections
    if act.cadre:
        return act.cadre in county.cadres or act.cadre in county.village_cadres
    if record.place.kind == "circulars" and county.region:
        code = county.region.data["code"][:6]
        return _county_of(record.data, act.pointer) in ("", code)
    if record.place.kind == "corrections":
        return not {"", county.slug}.isdisjoint(_corrected_counties(record, act.pointer))
    return True


def _corrected_counties(record: Record, pointer: str) -> set[str]:
    """The counties that a city's correction or late note is about; "" for the city's own files."""
    _, section, index, *_ = pointer.split("/")
    item = record.data[section][int(index)]
    files = item["files"] if section == "late" else [item["file"]]
    places = (place_of(f"{home_of(record.place)}{file}") for file in files)
    return {place.county for place in places if place}


def _county_of(data: Any, pointer: str) -> str:
    """The six digits of the county that an object of a circular is about, or ""."""
    code = ""
    for part in pointer.split("/")[1:-1]:
        data = data[int(part)] if isinstance(data, list) else data[part]
        if isinstance(data, dict):
            code = data.get("county", code)
    return code


@rule(
    title="行为人已登记",
    why="盖章、审批、立案都要有人负责；编号没有登记，就不知道是谁。",
    mend="请核对人员编号；确有其人的，在当地 region.yml 的 officers 登记职责和任期。",
    private=True,
)
def officer_is_known(county: CountyFacts) -> Iterator[Found]:
    """Whoever seals, approves, opens, confirms, handles or inspects is a registered officer."""
    if county.lacks_a_region:
        return
    for act in acts_about(county):
        if act.officer not in county.officers:
            yield Found(
                act.path,
                act.pointer,
                f"{act.what}的人员编号 {act.officer} 没有登记。",
                subject=act.cadre,
                period=act.when,
                got=act.officer,
            )
    yield from _unknown_signers(county)


def _unknown_signers(county: CountyFacts) -> Iterator[Found]:
    """Signers whom a case is about: they needn't be in office any more, but are registered."""
    for record in county.of("case"):
        signer = record.data.get("signer")
        if signer is not None and signer not in county.officers:
            yield Found(
                record.path,
                "/signer",
                f"签字人的人员编号 {signer} 没有登记。",
                subject=record.data["cadre"],
                period=record.data["found_on"][:7],
                got=signer,
            )


@rule(
    title="行为人当日在任",
    why="不在任的人签批的，没有效力。",
    mend="请核对日期和人员；任期登记有误的，改正 region.yml 中的起止日期。",
    private=True,
)
def officer_is_in_office(county: CountyFacts) -> Iterator[Found]:
    """An officer acts only within a registered term."""
    for act in acts_about(county):
        terms = county.officers.get(act.officer, ())
        if not terms or any(t.span.meets(act.first, act.last) for t in terms):
            continue
        yield Found(
            act.path,
            act.pointer,
            f"{act.when} {act.what}的{officer_named(county, act.officer)}当时不在任"
            f"（登记的任期：{'、'.join(_shown(t) for t in terms)}）。",
            subject=act.cadre,
            period=act.when,
            got=act.when,
            evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
        )


def _shown(term: Officer) -> str:
    return f"{term.role} {term.span.start} 至 {term.span.end or '今'}"


@rule(
    title="任期的起止不颠倒",
    why="起止颠倒的任期没有一天有效，他的签批都会被判为不在任。",
    mend="请改正 region.yml 中的起止日期。",
    private=True,
)
def officer_term_is_in_order(county: CountyFacts) -> Iterator[Found]:
    """An officer's term does not end before it begins."""
    for terms in county.officers.values():
        for term in terms:
            if term.span.end is not None and term.span.end < term.span.start:
                yield Found(
                    term.path,
                    f"{term.pointer}/to",
                    f"{term.name}（{term.id}）的任期止于 {term.span.end}，"
                    f"早于开始的 {term.span.start}。",
                    got=term.span.end,
                    need=term.span.start,
                )


@rule(
    title="一个人员编号只对应一个人",
    why="两个人共用一个编号，就分不清是谁签的字。",
    mend="请给其中一人换一个编号，并改正他签批过的记录。",
    private=True,
)
def officer_id_means_one_person(county: CountyFacts) -> Iterator[Found]:
    """All terms under one officer id carry the same name."""
    for id_, terms in county.officers.items():
        for term in terms[1:]:
            if term.name != terms[0].name:
                yield Found(
                    term.path,
                    f"{term.pointer}/id",
                    f"人员编号 {id_} 已是{terms[0].name}，这里又写成{term.name}。",
                    got=term.name,
                    need=terms[0].name,
                    evidence=(f"{terms[0].path}#{terms[0].pointer}",),
                )


@rule(
    title="同一职责的任期不重叠",
    why="同一个人同一职责登记了两段重叠的任期，多半是忘了写截止日期。",
    mend="请给前一段任期补上截止日期，或删去重复的一段。",
    private=True,
)
def officer_terms_do_not_overlap(county: CountyFacts) -> Iterator[Found]:
    """Two terms of one officer in one role share no day; each is told with the first that does."""
    for terms in county.officers.values():
        for index, term in enumerate(terms):
            before = (o for o in terms[:index] if o.role == term.role and _overlap(o, term))
            other = next(before, None)
            if other:
                yield Found(
                    term.path,
                    f"{term.pointer}/from",
                    f"{term.name}（{term.id}）任{term.role}的两段任期重叠："
                    f"{_shown(other)}，{_shown(term)}。",
                    got=term.span.start,
                    evidence=(f"{other.path}#{other.pointer}",),
                )


def _overlap(one: Officer, other: Officer) -> bool:
    return one.span.meets(other.span.start, other.span.end or "9999-12-31")
