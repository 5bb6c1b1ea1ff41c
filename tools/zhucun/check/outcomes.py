"""What assessments are used for: an award or a promotion rests on one that there is."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found, Severity
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, cite_of
from zhucun.facts.cases import Disposition
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.facts.results import TERM, Award, Outcome, awards_of, outcomes_of, results_of

#: The norm by which an outcome names its basis.
BASED = "outcome.based"


@rule(
    title="结果运用依据的考核存在",
    why="考核结果是评先、提拔的依据；引用的考核不存在，或者在后面才做，就没有依据。",
    mend="请核对 assessment 写的年度或期满考核；考核确已做的，先补录考核记录。",
    rows=("S0-41", "S1-51", "S4-57"),
    private=True,
)
def outcome_rests_on_an_assessment(county: CountyFacts) -> Iterator[Found]:
    """The assessment that an outcome cites exists, and was made by then.

    It blocks where the regulation makes a basis a must; one of a year before this county's
    records is only warned of.
    """
    for cadre in county.cadres.values():
        outcomes = outcomes_of(cadre)
        results = results_of(county, cadre) if outcomes else {}
        for outcome in outcomes:
            result = results.get(outcome.cites)
            if not outcome.cites or _is_unseen(county, cadre, outcome):
                continue
            if result is None:
                wrong = f"依据的考核（{_shown(outcome.cites)}）没有记录"
            elif result.date > outcome.date:
                wrong = f"依据的{result.shown} {result.date} 才评定"
            else:
                continue
            early = result is None and _precedes_the_records(county, outcome)
            severity = "warn" if early else _severity(county, outcome.date)
            yield Found(
                outcome.path,
                f"{outcome.pointer}/assessment",
                f"{cadre_named(county, cadre.id)}{outcome.date} 的{outcome.kind}，{wrong}。",
                subject=cadre.id,
                period=outcome.date[:7],
                got=outcome.cites,
                cite=cite_of(county, outcome.date, "outcome.basis"),
                evidence=(result.where,) if result else (),
                severity=severity,
            )


def _severity(county: CountyFacts, day: str) -> Severity:
    """How heavy the regulation of a day takes an outcome without a basis."""
    pack = county.pack(day)
    norms = pack.norms.parts if pack else ()
    return "block" if any(n.key == BASED and n.severity == "block" for n in norms) else "warn"


def _shown(cites: str) -> str:
    return cites if cites.startswith(TERM) else f"{cites} 年度"


def _precedes_the_records(county: CountyFacts, outcome: Outcome) -> bool:
    return outcome.cites.isdigit() and f"{outcome.cites}-12" < county.records_from


def _is_unseen(county: CountyFacts, cadre: Cadre, outcome: Outcome) -> bool:
    """Whether the cited record's file is there but unusable."""
    folder = f"{county.path}/assessments"
    if outcome.cites.startswith(TERM):
        return county.lacks(f"{folder}/terms/{cadre.id}-{outcome.cites.removeprefix(TERM)}.yml")
    return county.lacks(f"{folder}/{outcome.cites}/{cadre.id}.yml")


@rule(
    title="取消评先选优资格的年度没有评先",
    why="当年的评先选优资格已经取消，又评了先进，等于没有取消。",
    mend="请按规定撤销这项荣誉；年度写错的改正年度；处理已经撤销的，写明撤销案件。",
    rows=("S0-75",),
    private=True,
)
def award_is_not_of_a_barred_year(county: CountyFacts) -> Iterator[Found]:
    """No award is of a year for which a standing case took the right to be chosen (Z85).

    An award given before that was decided is only warned of.
    """
    for cadre in county.cadres.values():
        barred = _barred(county, cadre)
        for award in _awards(county, cadre) if barred else ():
            if award.year not in barred:
                continue
            case, act = barred[award.year]
            yield Found(
                award.path,
                award.pointer,
                f"{cadre_named(county, cadre.id)}{award.date} 的{award.title}"
                f"算 {award.year} 年的，案件 {case} 在 {act.date} 已作出{act.kind}。",
                subject=cadre.id,
                period=award.year,
                got=award.date,
                cite=cite_of(county, act.date, "award.barred_by"),
                evidence=(f"{act.path}#{act.pointer}",),
                severity="block" if award.date >= act.date else "warn",
            )


def _barred(county: CountyFacts, cadre: Cadre) -> dict[str, tuple[str, Disposition]]:
    """Years that a case of the cadre bars from awards, with its id and its first such act."""
    barred: dict[str, tuple[str, Disposition]] = {}
    for case in county.cases.get(cadre.id, []):
        value = value_of(county.pack(case.found_on), "award.barred_by", case.found_on)
        if value is None or value.undetermined or not case.is_standing:
            continue
        acts = [each for each in case.dispositions if each.kind in value.texts()]
        for act in sorted(acts, key=lambda each: each.date)[:1]:
            known = barred.get(case.found_on[:4])
            if known is None or act.date < known[1].date:
                barred[case.found_on[:4]] = (case.id, act)
    return barred


def _awards(county: CountyFacts, cadre: Cadre) -> Iterator[Award]:
    """The cadre's awards as the law of their days understands them."""
    for award in awards_of(cadre):
        value = value_of(county.pack(award.date), "award.outcomes", award.date)
        if value and not value.undetermined and (not award.kind or award.kind in value.texts()):
            yield award
