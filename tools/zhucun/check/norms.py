"""Norms about acts: cadences, parts and words; one rule for each, a finding for each subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.norm_frame import act_named, among, framed, named
from zhucun.check.registry import rule
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.by_reference import only_by_reference, role_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.discretion import is_private
from zhucun.facts.in_force import packs_for_act
from zhucun.facts.matching import is_recorded, value_at
from zhucun.facts.obligations import Obligation, obligations_of
from zhucun.facts.periods import EACH, Period, in_words
from zhucun.facts.presence import value_of
from zhucun.facts.subjects import CITY, id_of_act
from zhucun.law.norms import Parts, Word, article_of
from zhucun.law.pack import Pack
from zhucun.law.value import Value

SELF: Final = "本人"
LONG_RUN: Final = 3


# -- cadences ----------------------------------------------------------------------------


@rule(
    title="该按期做的事都做了",
    why="制度写明多久做一次的事，一次不做就断了；先提醒，不挡别的记录。",
    mend="做过的请补登；没有做的尽快补做。",
    severity="warn",
)
def cadence_is_kept(county: CountyFacts) -> Iterator[Found]:
    """In every period that is over, what a cadence asks for was done (a norm of the pack).

    What a city missed is told period by period: its counties, whose records begin on different
    days, then tell the same.
    """
    missed = (o for o in obligations_of(county) if o.is_missed(county.as_of) and o.seen)
    entries: dict[tuple[str, ...], list[Obligation]] = {}
    for each in missed:
        subject, dated = each.subject, str(bool(each.due))
        period = each.period.code if subject.kind == CITY else ""
        key = (each.pack.id, each.cadence.key, subject.kind, subject.id, dated, period)
        entries.setdefault(key, []).append(each)
    for owed in entries.values():
        yield _cadence_found(county, owed)


def _cadence_found(county: CountyFacts, owed: list[Obligation]) -> Found:
    last = owed[-1]
    cadence, unit = last.cadence, last.value.unit or "次"
    hidden = is_private(cadence)
    who = named(county, last.subject, hidden)
    often = "" if EACH[cadence.per] in cadence.title else EACH[cadence.per]
    owner = "" if cadence.owner == SELF else f"，{cadence.owner}负责"
    return Found(
        last.subject.path,
        last.subject.pointer,
        f"{who}：{cadence.title}（应{often} {last.need} {unit}{owner}），"
        f"{_shortfall(owed, unit)}。",
        subject=last.subject.id,
        period=last.period.code,
        got=last.got,
        need=last.need,
        cite=article_of(cadence, last.value),
        evidence=tuple(f"{act.path}#{act.pointer}" for each in owed for act in each.acts),
        **framed(last.pack, cadence, hidden=hidden),
    )


def _shortfall(owed: list[Obligation], unit: str) -> str:
    """2026-Q2、2026-Q3 各缺 1 次; periods that lack the same number are told together.

    What the source gives no day for is not lacking yet: 2026-Q2、2026-Q3 还没有.
    """
    parts = []
    ordered = sorted(owed, key=lambda each: (each.missing, each.period.start))
    for missing, group in groupby(ordered, key=lambda each: each.missing):
        found = list(group)
        periods = "、".join(_runs([each.period for each in found]))
        each = "各" if len(found) > 1 else ""
        if found[0].due:
            parts.append(f"{periods} {each}缺 {missing} {unit}")
        elif missing == found[0].need:
            parts.append(f"{periods} 还没有")
        else:
            parts.append(f"{periods} {each}还差 {missing} {unit}")
    told = "；".join(parts)
    return told if owed[0].due else f"{told}（没有规定期限，不算逾期）"


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
            hidden = is_private(norm)
            others = "" if norm.fields else _other_names(held, _texts(value))
            yield Found(
                act.path,
                _pointer(act, norm.part),
                f"{_about(county, act, hidden)}{norm.title}缺{'、'.join(missing)}{others}。",
                subject=id_of_act(act),
                period=act.period or act.date[:7],
                got="、".join(text for text in _texts(value) if text not in missing),
                need="、".join(_texts(value)),
                cite=article_of(norm, value),
                **framed(
                    pack,
                    norm,
                    lenient=_lenient(county, pack, norm, act),
                    hidden=hidden,
                ),
            )


def _other_names(held: object, wanted: tuple[str, ...]) -> str:
    """Names of a mapping that aren't among those wanted: one of them may be a part misspelt."""
    others = [str(name) for name in held if name not in wanted] if isinstance(held, Mapping) else []
    return f"，却写了“{'、'.join(others)}”" if others else ""


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
            hidden = is_private(norm)
            yield Found(
                act.path,
                _pointer(act, norm.field),
                f"{_about(county, act, hidden)}{norm.title}写了{'、'.join(wrong)}，"
                f"{among(allowed)}。",
                subject=id_of_act(act),
                period=act.period or act.date[:7],
                got="、".join(wrong),
                need="、".join(allowed),
                cite=article_of(norm, value),
                **framed(
                    pack,
                    norm,
                    lenient=_lenient(county, pack, norm, act),
                    hidden=hidden,
                ),
            )


# -- what they share ---------------------------------------------------------------------


def _judged_acts(
    county: CountyFacts, section: str
) -> Iterator[tuple[Pack, Parts | Word, Act, Value]]:
    """Acts that a pack's norm of a kind applies to, with the list that the law gives that day."""
    adopted = county.adopted_ids
    for pack in (each for each in county.law if each.id in adopted):
        norms: tuple[Parts | Word, ...] = getattr(pack.norms, section)
        for norm in norms:
            key = norm.needs if isinstance(norm, Parts) else norm.allowed
            for act in acts_of(county, norm.act):
                if _is_lasting(norm) and not act.start <= county.as_of <= act.end:
                    continue
                day = _law_day(county, norm, act)
                held = next((p for p in packs_for_act(county, act, day) if p.id == pack.id), None)
                if held is None or day < norm.since:
                    continue
                value = value_of(held, key, day)
                if act.here and value and not value.undetermined and act.has(norm.matching):
                    yield held, norm, act, value


def _texts(value: Value) -> tuple[str, ...]:
    """The law's list; a value of another kind (a fault of the pack) is no list."""
    return tuple(map(str, value.value)) if isinstance(value.value, tuple) else ()


def _is_lasting(norm: Parts | Word) -> bool:
    return isinstance(norm, Parts) and norm.lasting


def _law_day(county: CountyFacts, norm: Parts | Word, act: Act) -> str:
    """The day whose law an act is held against: of what is going on, the day judged."""
    return county.as_of if _is_lasting(norm) else act.law_day or county.as_of


def _lenient(county: CountyFacts, pack: Pack, norm: Parts | Word, act: Act) -> bool:
    """Whether an act is about a cadre whom the law of its day manages only by reference."""
    if act.cadre not in county.cadres:
        return False
    day = _law_day(county, norm, act)
    return only_by_reference(pack, role_on(county.cadres[act.cadre], day), day)


def _about(county: CountyFacts, act: Act, private: bool) -> str:
    """Whose act it is, as far as a log may say."""
    told = act_named(county, act, private)
    return f"{told}：" if told else ""


def _pointer(act: Act, field: str) -> str:
    return f"{act.pointer}/{field.replace('.', '/')}" if field else act.pointer
