"""The parameter keys that the program reads or a county may set, and the kind of value of each.

A pack may hold other keys too: they are shown, but nothing is computed from them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from zhucun.law.population import DISPATCHED

INTEGER: Final = "integer"
NUMBER: Final = "number"
TRUTH: Final = "truth"
TEXT: Final = "text"
TEXTS: Final = "texts"
NUMBERS: Final = "numbers"
GROUPS: Final = "groups"
DATE: Final = "date"
MAPPING: Final = "mapping"

#: Kinds in the words of a finding.
NAMES: Final[Mapping[str, str]] = {
    INTEGER: "整数",
    NUMBER: "数字",
    TRUTH: "true 或 false",
    TEXT: "文字",
    TEXTS: "文字的列表",
    NUMBERS: "数字的列表",
    GROUPS: "列表的列表",
    MAPPING: "对照表",
    DATE: "日期，如 2020-12-31",
}

#: Every pack on dispatched cadres has these, with null where its source is silent.
REQUIRED: Final[Mapping[str, str]] = {
    "term.years": INTEGER,
    "term.bound": TEXT,
    "attendance.min_days": INTEGER,
    "attendance.day_basis": TEXT,
    "attendance.counted_statuses": TEXTS,
    "attendance.partial_month": TEXT,
    "attendance.off_post_is_separate": TRUTH,
    "attendance.shortfall_explained_by": TEXTS,
    "attendance.registrar_roles": TEXTS,
    "attendance.sealer_roles": TEXTS,
    "attendance.seal_days": INTEGER,
    "leave.day_basis": TEXT,
    "leave.rounding": TEXT,
    "leave.merge_contiguous": TRUTH,
    "leave.boundary_days": INTEGER,
    "leave.provincial_overlay": MAPPING,
    "whereabouts.daily": TRUTH,
    "whereabouts.required_statuses": TEXTS,
    "log.per_week": INTEGER,
    "log.daily_entries": TRUTH,
    "log.partial_week": TEXT,
    "log.missing_week_explained": TEXTS,
    "review.monthly": INTEGER,
    "review.quarterly": INTEGER,
    "spot_check.ratio": NUMBER,
    "inspection.methods": TEXTS,
    "inspection.levels": TEXTS,
    "case.opener_roles": TEXTS,
    "case.decider_roles": TEXTS,
    "negative_list.kinds": TEXTS,
    "negative_list.points": NUMBER,
    "scores.weights.daily": NUMBER,
    "scores.weights.half_year": NUMBER,
    "scores.weights.year_end": NUMBER,
    "scores.scale": NUMBERS,
    "scores.cutoffs": NUMBERS,
    "scores.half_year_reviews": INTEGER,
    "assessment.scorer_roles": TEXTS,
    "year_end.dimensions": TEXTS,
    "ballot.groups": TEXTS,
    "grade.vocabulary.civil_servant": TEXTS,
    "grade.vocabulary.other": TEXTS,
    "grade.order": GROUPS,
    "quota_exempt.levels": TEXTS,
    "grassroots.min_months": INTEGER,
    "grassroots.grades": TEXTS,
    "subsidy.basis": TEXT,
    "subsidy.per_day": NUMBER,
    "subsidy.per_month": NUMBER,
    "subsidy.counted_statuses": TEXTS,
    "subsidy.eligible_levels": TEXTS,
    "subsidy.excluded": TEXTS,
    "insurance.required": TRUTH,
    "insurance.sum": NUMBER,
    "health_check.per_year": INTEGER,
    "fund.min_per_year": NUMBER,
    "meeting.county_per_quarter": INTEGER,
}

#: Only some packs have these.
OPTIONAL: Final[Mapping[str, str]] = {
    "term.last_day": TEXT,
    "term.continues_after": TEXTS,
    "term.roles": TEXTS,
    "term.places": TEXTS,
    "attendance.min_days_community": INTEGER,
    "attendance.by_reference": TEXTS,
    "attendance.by_reference_community": TEXTS,
    "visits.days": TEXTS,
    "whereabouts.missing_is": TEXT,
    "log.late_days": INTEGER,
    "log.weeks_a_day": INTEGER,
    "review.counts_from": TEXT,
    "inspection.rest_needs_check": TRUTH,
    "grade.pending_cases": TEXT,
    "award.barred_by": TEXTS,
    "award.outcomes": TEXTS,
    "spot_check.per_quarter": INTEGER,
    "spot_check.frame": TEXT,
    "spot_check.min_sample": INTEGER,
    "spot_check.result_quarters": INTEGER,
    "daily.observations": TEXTS,
    "inspection.leaders_of": TEXT,
    "inspection.unannounced": TRUTH,
    "inspection.random_households": TRUTH,
    "inspection.counties_per_leader": INTEGER,
    "inspection.city_unit_body": TEXT,
    "inspection.city_bodies": TEXTS,
    "area.talk_persons": TEXTS,
    "circular.scope": TEXT,
    "circular.rectification": TRUTH,
    "negative_list.accounts": TEXTS,
    "case.authority_kinds": TEXTS,
    "recall.proposer": TEXT,
    "recall.days": INTEGER,
    "campaign.until": DATE,
    "inspection.filing_months": INTEGER,
    "inspection.supervision_months": INTEGER,
    "half_year.unit_notice_days": INTEGER,
    "registration_form.filing_days": INTEGER,
    "duty.per_quarter": INTEGER,
    "aid_fund.amount": NUMBER,
    "finance_fund.amount": NUMBER,
    "travel.intercity": NUMBER,
    "slots.weights.debrief": NUMBER,
    "slots.weights.organisation": NUMBER,
    "slots.weights.masses": NUMBER,
    "slots.weights.verification": NUMBER,
    "overlay.setter_roles": TEXTS,
    "subsidy.by_reference": TEXTS,
    "unit.team_levels": TEXTS,
    "unit.team_kinds": TEXTS,
    "subsidy.roles": TEXTS,
    "subsidy.excluded_roles": TEXTS,
    "subsidy.discretion": TEXT,
    "subsidy.partial_month": TEXT,
    "subsidy.township_per_day": NUMBER,
    "subsidy.talent": NUMBER,
    "travel.round_trips_per_month": INTEGER,
    "travel.eligible_levels": TEXTS,
    "insurance.bound": TEXT,
    "subsidy.scheme": TEXT,
    "subsidy.exclusive_with": TEXTS,
    "subsidy.payer": TEXT,
    "payment.sealed_month": TRUTH,
    "benefits.roles": TEXTS,
    "benefits.travel": TEXTS,
    "benefits.excluded": TEXTS,
    "benefits.excluded_roles": TEXTS,
    "benefits.county_decides": TEXTS,
    "insurance.levels": TEXTS,
    "fund.township_min_per_year": NUMBER,
    "fund.posted_unit": TRUTH,
    "fund.claimed_at": TEXT,
    "inspection.township_per_month": INTEGER,
    "inspection.county_per_month": INTEGER,
    "inspection.city_per_year": INTEGER,
    "project.min_per_year": INTEGER,
    "posting.managers": TEXTS,
    "assessment.grader_roles": TEXTS,
    "leave.canceller_roles": TEXTS,
    "leave.canceller_not_below": TRUTH,
    "review.evaluator_roles": TEXTS,
    "review.commenter_roles": TEXTS,
    "spot_check.drawer_roles": TEXTS,
    "profile.approver_roles": TEXTS,
    "circular.issuer_roles": TEXTS,
    "circular.rectifier_roles": TEXTS,
    "area.decider_roles": TEXTS,
    "area.talker_roles": TEXTS,
    "correction.approved_above": TRUTH,
    "notice.decider_roles": TEXTS,
    "notice.case_days": INTEGER,
    "notice.plan_days": INTEGER,
    "notice.assessment_days": INTEGER,
    "notice.honour_days": INTEGER,
    "year_end.lead": TEXTS,
    "waiver.roles": TEXTS,
}

#: What packs on village cadres may have: whatever one doesn't have is not asked.
OF_VILLAGERS: Final[Mapping[str, str]] = {
    "enrolment.share": NUMBER,
    "enrolment.filed_to": TEXTS,
    "enrolment.min_years": INTEGER,
    "enrolment.relaxed_years": INTEGER,
    "enrolment.relaxed_max_age": INTEGER,
    "enrolment.relaxed_levels": TEXTS,
    "enrolment.rank_share": NUMBER,
    "enrolment.min_income": NUMBER,
    "enrolment.min_stars": INTEGER,
    "young.share": NUMBER,
    "young.approver_roles": TEXTS,
    "enrolment.decider_roles": TEXTS,
    "young.lowest_ratio": NUMBER,
    "young.highest_ratio": NUMBER,
    "young.subsidy": NUMBER,
    "young.subsidy_payers": TEXTS,
    "young.subsidy_levels": TEXTS,
    "young.keeps_higher": TRUTH,
    "young.joins_reserves": TRUTH,
    "young.max_benefit_years": INTEGER,
    "training.city_days": INTEGER,
    "training.township_sessions": INTEGER,
    "training.township_days": INTEGER,
    "training.reflection_days": INTEGER,
    "training.activities": TEXTS,
    "secondment.city_per_year": INTEGER,
    "secondment.township_share": NUMBER,
    "reserve.secretaries": INTEGER,
    "reserve.per_post": INTEGER,
    "reserve.women": INTEGER,
    "team.ages": NUMBERS,
    "competence.deciding_groups": TEXTS,
    "competence.informing_groups": TEXTS,
    "competence.talk_below": NUMBER,
    "competence.exit_below": NUMBER,
    "tier.names": TEXTS,
    "tier.amount_first": NUMBER,
    "tier.amount_second": NUMBER,
    "tier.amount_third": NUMBER,
    "pay.parts": TEXTS,
    "pay.income_multiple": NUMBER,
    "pay.post_allowance": NUMBER,
    "prize.villages": INTEGER,
    "prize.communities": INTEGER,
    "prize.amount": NUMBER,
    "score.talk_at_most": INTEGER,
    "score.removal_years": INTEGER,
    "score.places": TEXTS,
    "score.committee_roles": TEXTS,
    "disposition.grounds": TEXTS,
    "disposition.kinds": TEXTS,
    "plan.start_year": INTEGER,
    "pay.member_share": NUMBER,
    "training.interval": INTEGER,
    "team.deadline": DATE,
}

KINDS: Final[Mapping[str, str]] = {**REQUIRED, **OPTIONAL, **OF_VILLAGERS}

#: Tables and ladders that every pack on dispatched cadres has, without entries or steps where its
#: source is silent.
REQUIRED_TABLES: Final = ("leave.levels",)
REQUIRED_LADDERS: Final = ("absence",)


def required_of(population: str) -> Mapping[str, Iterable[str]]:
    """The keys that a pack on a population must have, by the section that they stand in."""
    if population != DISPATCHED:
        return {}
    return {
        "parameters": REQUIRED,
        "tables": REQUIRED_TABLES,
        "ladders": REQUIRED_LADDERS,
    }


def fits(key: str, value: object) -> bool:
    """Whether a parsed value is null or of the kind its key needs; any value of other keys."""
    kind = KINDS.get(key)
    return value is None or kind is None or _TESTS[kind](value)


def is_of(kind: str, value: object) -> bool:
    """Whether a parsed value is null or of a kind."""
    return value is None or _TESTS[kind](value)


def kind_name(key: str) -> str:
    """The kind that a key needs, in Chinese."""
    return NAMES[KINDS[key]]


def _integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _date(value: object) -> bool:
    """Whether it is an ISO date that the calendar has."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _list_of(test: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(test, value))


_TESTS: Final[Mapping[str, Callable[[object], bool]]] = {
    INTEGER: _integer,
    NUMBER: _number,
    TRUTH: lambda value: isinstance(value, bool),
    TEXT: _text,
    TEXTS: _list_of(_text),
    NUMBERS: _list_of(_number),
    GROUPS: _list_of(_list_of(_text)),
    MAPPING: lambda value: isinstance(value, Mapping),
    DATE: _date,
}
