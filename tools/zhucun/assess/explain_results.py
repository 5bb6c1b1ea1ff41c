"""What a year's assessment was handed on to, what the dossier holds, what results led to."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.outcomes import CUT_SHORT, DONE, DUE, RUNNING, priorities, state_of_term
from zhucun.assess.trace import Section, Trace
from zhucun.assess.years import YearFigures
from zhucun.check.norm_frame import spaced
from zhucun.facts.county import CountyFacts
from zhucun.facts.dossier import dossier_of
from zhucun.facts.people import Posting
from zhucun.facts.presence import value_of
from zhucun.facts.results import TERM, latest_grade, outcomes_of, results_of, term_records
from zhucun.law.grounds import cited, grounds
from zhucun.law.value import Value

_PRIORITIES = (
    ("renewed", "连任的优秀", ("priority.renewed_grades",)),
    ("reserve", "后备干部考核优秀", ("priority.reserve_grades",)),
    ("consecutive", "连续省级优秀", ("honour.level", "honour.consecutive_years")),
)
_SAID = {True: "符合", False: "不符合", None: "待定"}


def dossier_section(county: CountyFacts, figures: YearFigures) -> Section:
    """The dossier of the year, type by type; one sentence where none is asked for."""
    kept = dossier_of(county, figures.cadre.id, figures.year, figures.pack)
    if not kept:
        return Section("资料袋", (Trace("资料袋", "无", "现行制度没有个人资料袋的规定。"),))
    traces = [
        Trace(
            k.material.title,
            f"{len(k.items)} 件",
            "" if k.items else "当年还没有。",
            cited(k.material.cite),
            tuple(item.where for item in k.items),
        )
        for k in kept
    ]
    have = sum(bool(k.items) for k in kept)
    how = "由已有的记录汇成，不另外录入。"
    decided = value_of(figures.pack, "dossier.required", figures.day)
    traces.append(Trace("资料袋齐全程度", f"{have}/{len(kept)}", how, grounds(decided)))
    return Section("资料袋", tuple(traces))


#: What is handed on: its title, the part and field that record it, the law that asks for it.
_HANDED_ON = (
    ("半年测评结果通报派出单位", "half_year", "notified_unit_on", "half_year.unit_notice_days"),
    ("考核登记表反馈", "registration_form", "sent", "registration_form.filing_days"),
    ("考核登记表归档", "registration_form", "filed", "registration_form.filing_days"),
    ("年度考核结果备案", "annual", "filed_to", "assessment.filed_to"),
)


def handed_on_section(figures: YearFigures) -> Section:
    """What of the year's assessment went back to the unit and on file, as far as the regulation
    asks for it or it was recorded.
    """
    title = "考核的反馈和归档"
    traces = []
    for name, part, field, key in _HANDED_ON:
        law = _law(figures, key)
        said = figures.record.data.get(part, {}).get(field) if figures.record else None
        if law is None and said is None:
            continue
        value = "、".join(said) if isinstance(said, list) else said
        place = (f"{figures.record.path}#/{part}/{field}",) if figures.record and said else ()
        traces.append(Trace(name, value or "没有记录", "", grounds(law), place))
    nothing = Trace(title, "无", "现行制度没有规定。")
    return Section(title, tuple(traces) or (nothing,))


def _law(figures: YearFigures, key: str) -> Value | None:
    return value_of(figures.pack, key, figures.day)


def results_section(county: CountyFacts, figures: YearFigures) -> Section:
    """Terms and their assessments, what results were used for, what they make him fit for."""
    cadre = figures.cadre
    traces = [_term(county, posting) for posting in cadre.postings]
    results = results_of(county, cadre)
    for outcome in outcomes_of(cadre):
        basis = results.get(outcome.cites)
        how = f"{outcome.date} 由{outcome.by}决定，" + (
            f"依据{spaced(basis.shown)}。" if basis else "依据的考核没有记录。"
        )
        traces.append(
            Trace(
                f"结果运用：{outcome.kind}",
                outcome.date,
                how,
                grounds(_law(figures, "outcome.basis")),
                (f"{outcome.path}#{outcome.pointer}", *((basis.where,) if basis else ())),
            )
        )
    return Section("期满考核和结果运用", (*traces, *_priorities(county, figures)))


def _term(county: CountyFacts, posting: Posting) -> Trace:
    record = term_records(county).get((posting.cadre, posting.serial))
    state = state_of_term(county, posting)
    day = min(posting.term_end, county.as_of)
    how = {
        DONE: f"{posting.term_end} 届满。",
        DUE: f"{posting.term_end} 届满，还没有期满考核。",
        RUNNING: f"{posting.term_end} 届满。",
        CUT_SHORT: f"{posting.span.end} 提前离任，不要求期满考核。",
    }.get(state, "现行制度没有期满考核的规定。")
    pack = county.pack(day)
    law = grounds(
        value_of(pack, "term_end.per_term", day), value_of(pack, "term_end.assessment_days", day)
    )
    value = f"{record.data['grade']}（{record.data['date']}）" if record else state
    evidence = (f"{record.path}#/grade",) if record else ()
    return Trace(
        f"第 {posting.serial} 段任职期满考核（{TERM}{posting.serial}）", value, how, law, evidence
    )


def _priorities(county: CountyFacts, figures: YearFigures) -> Iterator[Trace]:
    row = next(r for r in priorities(county, figures.year) if r["cadre"] == figures.cadre.id)
    latest = latest_grade(county, figures.cadre, figures.year)
    how = f"最近一次有等次的考核：{latest.shown}，{latest.grade}。" if latest else "还没有等次。"
    for key, title, keys in _PRIORITIES:
        found = row[key]
        said = how
        if key == "consecutive":
            said = f"连续 {row['years']} 年。" if row["years"] is not None else ""
        if found is None:
            said = "现行制度没有规定。"
        value = _SAID[found if isinstance(found, bool) else None]
        law = grounds(*(_law(figures, each) for each in keys))
        yield Trace(
            title, value, said, law, (latest.where,) if latest and key != "consecutive" else ()
        )
