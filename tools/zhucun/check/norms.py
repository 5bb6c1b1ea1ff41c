"""The norms of the packs: one rule for each kind, one finding for each entry and subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from zhucun.check.finding import SEVERITIES, Found, Severity
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.conditions import Lacking, lacking, law_day
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.matching import is_recorded, value_at
from zhucun.facts.obligations import OVERDUE, Obligation, obligations_of
from zhucun.facts.periods import EACH, Period, in_words
from zhucun.facts.presence import value_of
from zhucun.facts.subjects import POSTING, Subject, subjects_of
from zhucun.law.norms import Norm, Parts, Word, article_of
from zhucun.law.pack import Pack
from zhucun.law.value import Value
from zhucun.read.layout import place_of
from zhucun.schema.openness import is_public

FIRST_SECRETARY: Final = "第一书记"
BY_REFERENCE: Final = "参照"
SELF: Final = "本人"
LONG_RUN: Final = 3
_TESTS: Final = {
    "is": "应是{}",
    "in": "应在{}之中",
    "includes": "应包括{}",
    "at_least": "应不少于{}",
    "at_most": "应不超过{}",
    "before": "应早于{}",
    "after": "应晚于{}",
}


# -- cadences ----------------------------------------------------------------------------


@rule(
    title="该按期做的事都做了",
    why="制度写明多久做一次的事，一次不做就断了；先提醒，不挡别的记录。",
    mend="做过的请补登；没有做的尽快补做。",
    severity="warn",
)
def cadence_is_kept(county: CountyFacts) -> Iterator[Found]:
    """In every period that is over, what a cadence asks for was done (a norm of the pack)."""
    late = (o for o in obligations_of(county) if o.state == OVERDUE and o.seen)
    entries: dict[tuple[str, str, str], list[Obligation]] = {}
    for each in late:
        key = (each.pack.id, each.cadence.key, f"{each.subject.kind} {each.subject.id}")
        entries.setdefault(key, []).append(each)
    for owed in entries.values():
        yield _cadence_found(county, owed)


def _cadence_found(county: CountyFacts, owed: list[Obligation]) -> Found:
    last = owed[-1]
    cadence, unit = last.cadence, last.value.unit or "次"
    who = _named(county, last.subject, cadence.private)
    often = "" if EACH[cadence.per] in cadence.title else EACH[cadence.per]
    owner = "" if cadence.owner == SELF else f"，{cadence.owner}负责"
    return Found(
        last.subject.path,
        last.subject.pointer,
        f"{who}：{cadence.title}（应{often} {last.need} {unit}{owner}），"
        f"{_shortfall(owed, unit)}。",
        subject=last.subject.id,
        period=last.period.code,
        got=len(last.acts),
        need=last.need,
        cite=article_of(cadence, last.value),
        evidence=tuple(f"{act.path}#{act.pointer}" for each in owed for act in each.acts),
        **_framed(last.pack, cadence),
    )


def _shortfall(owed: list[Obligation], unit: str) -> str:
    """2026-Q2、2026-Q3 各缺 1 次; periods that lack the same number are told together."""
    parts = []
    ordered = sorted(owed, key=lambda each: (each.missing, each.period.start))
    for missing, group in groupby(ordered, key=lambda each: each.missing):
        periods = [each.period for each in group]
        each = "各" if len(periods) > 1 else ""
        parts.append(f"{'、'.join(_runs(periods))} {each}缺 {missing} {unit}")
    return "；".join(parts)


def _runs(periods: list[Period]) -> Iterator[str]:
    """The periods by code; three or more that follow one another as first 至 last."""
    run: list[Period] = []
    for period in (*periods, None):
        if period and (not run or plus(run[-1].end, 1) == period.start):
            run.append(period)
            continue
        if len(run) >= LONG_RUN:
            yield f"{run[0].code} 至 {run[-1].code}"
        else:
            yield from (in_words(p.code) if "/" in p.code else p.code for p in run)
        run = [period] if period else []


# -- conditions --------------------------------------------------------------------------


@rule(
    title="条件符合，或经批准例外",
    why="制度写明的条件是选人和安排的依据；原文留有余地的，例外要有理由、批准人和期限。",
    mend="请核对记录；确实不符合的，改派，或按制度允许的例外登记豁免（waivers）。",
    severity="warn",
)
def condition_is_met(county: CountyFacts) -> Iterator[Found]:
    """Each subject shows the facts that conditions ask for, or has a waiver that counts."""
    for kind in ("posting", "village", "township", "county", "unit"):
        for subject in subjects_of(county, kind):
            pack = county.pack(law_day(county, subject))
            for condition in pack.norms.conditions if pack else ():
                if pack is None or condition.of != kind:
                    continue
                lack = lacking(county, pack, condition, subject)
                if lack is None:
                    continue
                who = _named(county, subject, condition.private)
                role = subject.thing.role if kind == POSTING else FIRST_SECRETARY
                yield Found(
                    subject.path,
                    lack.waiver_at or lack.fact.at or subject.pointer,
                    f"{who}：{condition.title}——{_lack(lack, condition.test)}。",
                    subject=subject.id,
                    got=lack.got,
                    need=lack.need,
                    cite=article_of(condition, lack.value),
                    **_framed(pack, condition, role, hidden=not lack.fact.public),
                )


def _lack(lack: Lacking, test: str) -> str:
    """What is recorded, and what should be."""
    title, unit = lack.fact.title, f" {lack.fact.unit}" if lack.fact.unit else ""
    waiver = f"；{lack.waiver}" if lack.waiver else ""
    if not is_recorded(lack.got):
        got = f"没有登记{title}"
    elif isinstance(lack.got, bool):
        got = f"{title}：{_shown(lack.got)}"
    else:
        got = f"{title}是{_spaced(lack.got)}{unit}"
    if test == "present" or isinstance(lack.need, bool):
        return f"{got}{waiver}"
    need = _TESTS[test].format(f"{_spaced(lack.need)}{unit}")
    return f"{got}，{need}{waiver}"


# -- parts -------------------------------------------------------------------------------


@rule(
    title="要件齐全",
    why="制度列出了这件事应当有的内容，缺一样就不完整。",
    mend="请补上所缺的内容；确实没有的，补做。",
    severity="warn",
)
def parts_are_complete(county: CountyFacts) -> Iterator[Found]:
    """Each act holds every part that the regulation lists."""
    for pack, norm, act, value in _judged_acts(county, "parts"):
        assert isinstance(norm, Parts)
        held = act.at(norm.part) if norm.part else act.data
        missing = [text for text in _texts(value) if not _holds(held, act, norm, text)]
        if missing:
            yield Found(
                act.path,
                _pointer(act, norm.part),
                f"{_about(county, act, norm.private)}{norm.title}缺{'、'.join(missing)}。",
                subject=_subject(act),
                period=act.period or act.date[:7],
                got="、".join(text for text in _texts(value) if text not in missing),
                need="、".join(_texts(value)),
                cite=article_of(norm, value),
                **_framed(pack, norm, _role(county, act), hidden=_hides(act, "")),
            )


def _holds(held: object, act: Act, norm: Parts, text: str) -> bool:
    """Whether a part is there: a field, a mapping's key or a list's item that isn't empty."""
    if norm.fields:
        field = norm.fields.get(text, text)
        within = value_at(held, field)
        return _filled(within if within is not None else act.at(field))
    if isinstance(held, Mapping):
        return _filled(held.get(text))
    return text in held if isinstance(held, list | tuple) else held == text


def _filled(value: object) -> bool:
    """Recorded; a mapping or a list only if it holds something other than 0."""
    if isinstance(value, Mapping):
        return any(map(_counted, value.values()))
    return is_recorded(value)


def _counted(value: object) -> bool:
    return value != 0 and is_recorded(value)


# -- words -------------------------------------------------------------------------------


@rule(
    title="用语在规定的范围内",
    why="制度列出了可用的词，别的词没有依据。",
    mend="请改为制度写明的词；情况确实不同的，核对是否登记错了地方。",
    severity="warn",
)
def word_is_in_the_vocabulary(county: CountyFacts) -> Iterator[Found]:
    """Each act's field holds only words that the regulation lists."""
    for pack, norm, act, value in _judged_acts(county, "words"):
        assert isinstance(norm, Word)
        got = act.at(norm.field)
        allowed = _texts(value)
        given = got if isinstance(got, list | tuple) else (got,)
        wrong = [str(word) for word in given if is_recorded(word) and word not in allowed]
        if wrong:
            yield Found(
                act.path,
                _pointer(act, norm.field),
                f"{_about(county, act, norm.private)}{norm.title}写了{'、'.join(wrong)}，"
                f"应在{'、'.join(allowed)}之中。",
                subject=_subject(act),
                period=act.period or act.date[:7],
                got="、".join(wrong),
                need="、".join(allowed),
                cite=article_of(norm, value),
                **_framed(pack, norm, _role(county, act), hidden=_hides(act, norm.field)),
            )


# -- what they share ---------------------------------------------------------------------


def _judged_acts(
    county: CountyFacts, section: str
) -> Iterator[tuple[Pack, Parts | Word, Act, Value]]:
    """Acts that a pack's norm of a kind applies to, with the list that the law gives that day."""
    for pack in county.law:
        norms: tuple[Parts | Word, ...] = getattr(pack.norms, section)
        for norm in norms:
            key = norm.needs if isinstance(norm, Parts) else norm.allowed
            for act in acts_of(county, norm.act):
                day = act.law_day or county.as_of
                held = county.pack(day)
                if held is None or held.id != pack.id or day < norm.since:
                    continue
                value = value_of(held, key, day)
                if act.here and value and not value.undetermined and act.has(norm.matching):
                    yield held, norm, act, value


def _texts(value: Value) -> tuple[str, ...]:
    """The law's list; a value of another kind (a fault of the pack) is no list."""
    return tuple(map(str, value.value)) if isinstance(value.value, tuple) else ()


def _framed(
    pack: Pack, norm: Norm, role: str = FIRST_SECRETARY, *, hidden: bool = False
) -> dict[str, Any]:
    """What a finding has from its entry. What blocks a first secretary only warns those to whom
    the regulation applies by reference; what tells of a thing that is `hidden` is private.
    """
    severity: Severity = next(s for s in SEVERITIES if s == norm.severity)
    if severity == "block" and role != FIRST_SECRETARY:
        reference = pack.parameters.get("scope.team_member")
        if reference and reference.values[-1].value == BY_REFERENCE:
            severity = "warn"
    return {
        "entry": f"{pack.id}/{norm.key}",
        "title": norm.title,
        "rows": norm.rows,
        "mend": norm.mend,
        "private": norm.private or hidden,
        "severity": severity,
    }


def _hides(act: Act, field: str) -> bool:
    """Whether an act, or a field of it, is not public."""
    place = place_of(act.path)
    return place is None or not is_public(place.kind, _pointer(act, field))


def _named(county: CountyFacts, subject: Subject, private: bool) -> str:
    if subject.kind == POSTING:
        return cadre_named(county, subject.id) if private else subject.id
    return subject.name


def _about(county: CountyFacts, act: Act, private: bool) -> str:
    """Whose act it is, as far as a log may say."""
    when = in_words(act.period) if act.period else act.date
    who = cadre_named(county, act.cadre) if private and act.cadre else act.cadre
    village = county.villages.get(act.village)
    where = "" if who or village is None else village.name
    unit = county.units.get(act.unit)
    told = who or where or (unit.name if unit else "")
    return f"{told} {when}：".strip().replace(" ：", "：") if told or when else ""


def _subject(act: Act) -> str:
    return act.cadre or act.village or act.unit or act.township


def _role(county: CountyFacts, act: Act) -> str:
    cadre = county.cadres.get(act.cadre)
    posting = cadre.posting_on(act.date or county.as_of) if cadre else None
    return posting.role if posting else FIRST_SECRETARY


def _pointer(act: Act, field: str) -> str:
    return f"{act.pointer}/{field.replace('.', '/')}" if field else act.pointer


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(_shown, value))
    return str(value)


def _spaced(value: object) -> str:
    """The value in words, a number or a day set off by a space."""
    shown = _shown(value)
    return f" {shown}" if shown[:1].isascii() else shown
