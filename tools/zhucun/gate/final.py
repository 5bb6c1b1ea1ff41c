"""What is final: sealed, approved, decided or done, so that it changes only by a correction.

One table says it for what is final as a whole or in part; beyond it every act that
check/officers.py knows is final from the day it is merged, so that a new kind is covered by naming
its acts there. Something final is append-only: what may still be added is named, an end (`to`) and
further acts may be anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from zhucun.check.officers import ACTS
from zhucun.gate.items import Difference, differences


@dataclass(frozen=True, slots=True)
class Finality:
    """Something that becomes final.

    `place` is where it stands (`leaves/*`; "" the record itself); `since` the properties of which
    one makes it final (none: as soon as it is merged); `fixed` the properties that are final then
    (none: all of it); `adds` what may still be added, once: `returned`, or `filings/*` for items.
    """

    place: str
    since: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()

    def is_met_by(self, value: Any) -> bool:
        """Whether a thing at the place is final already."""
        if not isinstance(value, Mapping):
            return False
        return not self.since or any(key in value for key in self.since)

    def allows(self, inner: str, difference: Difference) -> bool:
        """Whether a difference at a place within a final thing leaves what was final alone."""
        if not inner:
            return False
        if self.fixed and inner.partition("/")[0] not in self.fixed:
            return True
        if difference.old is None:
            return inner in self.adds or f"{inner}/*" in self.adds
        return f"{inner}/*" in self.adds and _grows(difference.old, difference.new)


def _grows(old: Any, new: Any) -> bool:
    return isinstance(old, list) and isinstance(new, list) and all(each in new for each in old)


_TABLE: Final[Mapping[str, tuple[Finality, ...]]] = {
    "attendance": (Finality("", since=("seal",)),),
    "leave": (
        Finality("leaves/*", since=("approval",), adds=("filings/*", "returned", "cancelled")),
    ),
    "log": (Finality("", since=("evaluation",)), Finality("uploads/*")),
    "profile": (Finality("", since=("approval",), adds=("withdrawn",)),),
    "bulletin": (Finality("", since=("issued",), adds=("withdrawn",)),),
    "inspections": (Finality("inspections/*", adds=("filed/*",)),),
    "assessment": (
        Finality(
            "",
            since=("grades", "annual"),
            adds=(
                "grades",
                "annual",
                "registration_form",
                "registration_form/filed",
                "half_year/filed_to/*",
                "half_year/notified_unit_on",
                "annual/filed_to/*",
            ),
        ),
        Finality("half_year", adds=("filed_to/*", "notified_unit_on")),
        Finality("annual", adds=("filed_to/*",)),
    ),
    "draw": (Finality("", adds=("results/*",)),),
    "case": (
        Finality("", fixed=("id", "cadre", "kind", "found_on", "month"), adds=("month",)),
        Finality(
            "",
            since=("confirmed",),
            fixed=("facts", "explanation", "evidence", "inspections", "signer"),
            adds=("facts", "explanation", "evidence/*", "inspections/*", "signer"),
        ),
        Finality("", since=("closed", "withdrawn"), adds=("publication", "withdrawn")),
        Finality("dispositions/*", adds=("doc_no", "proposal")),
    ),
    "cadre": (
        Finality(
            "",
            fixed=("id", "name", "gender", "birth", "id_number"),
            adds=("gender", "birth", "id_number"),
        ),
        Finality(
            "postings/*",
            fixed=(
                "serial",
                "role",
                "village",
                "from",
                "to",
                "appointment",
                "ended",
                "renewal_of",
                "detached",
            ),
            adds=("ended", "detached"),
        ),
        Finality("consents/*", adds=("withdrawn",)),
        Finality("health_checks/*"),
        Finality("honours/*"),
        Finality("outcomes/*", adds=("assessment",)),
    ),
    "region": (
        Finality(
            "",
            fixed=("level", "code", "records_from", "rural_income"),
            adds=("rural_income/*",),
        ),
        Finality(
            "officers/*",
            adds=("to", "cadre", "village_cadre", "keys/*", "keys/*/to", "keys/*/revoked"),
        ),
        Finality("regulations/*", adds=("to",)),
        Finality("villages/*", since=("stars",), fixed=("stars",), adds=("stars/*",)),
        Finality("villages/*/weak", fixed=("listed", "lifted"), adds=("lifted",)),
    ),
    "meetings": (
        Finality(
            "meetings/*",
            adds=(
                "minutes",
                "absent/*",
                "village_cadres/*/reflection",
                "poor/*",
                "poor/*/talk",
                "poor/*/makeup",
            ),
        ),
    ),
    "payments": (Finality("payments/*"), Finality("travel/*")),
    "funds": (Finality("funds/*", adds=("expenses/*",)),),
    "events": (Finality("events/*", adds=("reported",)),),
    "visits": (Finality("villages/*/visits/*"),),
    "papers": (
        Finality(
            "papers/*",
            fixed=("kind", "period", "date", "sent_to"),
            adds=("period", "sent_to/*"),
        ),
    ),
    "plans": (
        Finality("plans/*", fixed=("id", "kind", "village", "from_year", "to_year", "date")),
        Finality("plans/*/items/*", fixed=("due",), adds=("due",)),
    ),
    "project": (
        Finality(
            "",
            since=("posted_on",),
            fixed=(
                "cadre",
                "village",
                "year",
                "goal",
                "measures",
                "due",
                "responsible",
                "posted_on",
                "completed_on",
            ),
            adds=("completed_on",),
        ),
        Finality("progress/*"),
    ),
    "problems": (
        Finality(
            "problems/*", fixed=("id", "village", "date", "cadre", "closed"), adds=("closed",)
        ),
        Finality("problems/*/escalated", adds=("owner",)),
    ),
    "notices": (
        Finality(
            "notices/*",
            adds=("objections/*", "objections/*/reply", "confirmed", "withdrawn"),
        ),
    ),
    "corrections": (Finality("corrections/*"), Finality("late/*")),
    "village_cadre": (
        Finality("", fixed=("id", "name", "gender", "birth"), adds=("gender", "birth")),
        Finality(
            "posts/*",
            fixed=("serial", "village", "post", "from", "to", "ended"),
            adds=("to", "ended"),
        ),
        Finality("certificate", adds=("issuer", "courses/*")),
        Finality(
            "enrolments/*",
            adds=(
                "decided",
                "filed",
                "approved",
                "opinion",
                "rank",
                "income",
                "indicators/*",
                "benefit_from",
                "extension",
                "extension/city",
                "extension/township",
                "ended",
            ),
        ),
        Finality(
            "secondments/*",
            fixed=("id", "host", "level", "from", "to", "opinion"),
            adds=("to", "opinion"),
        ),
        Finality("secondments/*/logs/*"),
        Finality("health_checks/*"),
        Finality("duty_logs/*", since=("checked",)),
        Finality("dispositions/*", adds=("text",)),
        Finality("honours/*"),
        Finality("recommendations/*"),
    ),
    "targets": (
        Finality(
            "targets/*",
            since=("approved", "posted_on", "published_on"),
            fixed=(
                "id",
                "village_cadre",
                "date",
                "duties",
                "term_goals",
                "annual",
                "practical",
                "review",
                "approved",
                "posted_on",
                "filed",
                "published_on",
            ),
            adds=(
                "practical/*/done_on",
                "review",
                "approved",
                "posted_on",
                "filed",
                "published_on",
            ),
        ),
    ),
    "competence": (
        Finality(
            "evaluations/*",
            adds=(
                "indicators/*",
                "ballots/*",
                "talk",
                "exit",
                "exit/finding",
                "exit/confirmed",
                "exit/declined",
            ),
        ),
    ),
    "debriefs": (Finality("debriefs/*", adds=("audiences/*", "comments", "written", "ballots/*")),),
    "village_scores": (Finality("", fixed=("year", "date", "by", "scores")),),
    "appraisals": (
        Finality("appraisals/*", adds=("daily", "work", "raters/*", "evidence/*", "outcomes/*")),
    ),
    "pay": (Finality("pay/*"),),
    "reserves": (
        Finality(
            "reserves/*",
            fixed=("id", "village", "post", "name", "from", "to", "review"),
            adds=("to", "review"),
        ),
        Finality("reports/*", adds=("document",)),
    ),
}


@cache
def finalities(kind: str) -> tuple[Finality, ...]:
    """What becomes final in a kind of record: by the table, and by every act it doesn't name."""
    own = _TABLE.get(kind, ())
    named = {rule.place for rule in own}
    return (*own, *_acts(kind, named))


def _acts(kind: str, named: set[str]) -> Iterator[Finality]:
    places = {place: officer for place, officer, _, _ in ACTS.get(kind, ())}
    for place, officer in places.items():
        if place not in named:
            inner = tuple(within for other in places if (within := _within(other, place)))
            yield Finality(place, since=(officer,), adds=("to", *inner))


def _within(place: str, around: str) -> str | None:
    """A place seen from one around it, "" for itself; None if it lies elsewhere."""
    if place == around or not around:
        return place if not around else ""
    return place.removeprefix(f"{around}/") if place.startswith(f"{around}/") else None


def touches_final(kind: str, difference: Difference) -> bool:
    """Whether a difference alters what was final in the old record."""
    return any(
        _alters(rule, difference) or _holds(rule, difference.place, difference.old)
        for rule in finalities(kind)
    )


def _alters(rule: Finality, difference: Difference) -> bool:
    """Whether the difference lies in something final, or is that, where nothing may be altered."""
    for thing in difference.around:
        inner = _within(difference.place, thing.place)
        if thing.place == rule.place and inner is not None and rule.is_met_by(thing.value):
            return not rule.allows(inner, difference)
    return False


def _holds(rule: Finality, place: str, value: Any) -> bool:
    """Whether a value that goes as a whole holds something final within."""
    below = _within(rule.place, place) or ""
    return below != "" and any(map(rule.is_met_by, _at(value, below.split("/"))))


def _at(value: Any, parts: list[str]) -> Iterator[Any]:
    """What stands at a place within a value, `*` for any item or member."""
    if not parts:
        yield value
    elif parts[0] == "*":
        members = value if isinstance(value, list) else []
        if isinstance(value, Mapping):
            members = list(value.values())
        for each in members:
            yield from _at(each, parts[1:])
    elif isinstance(value, Mapping) and parts[0] in value:
        yield from _at(value[parts[0]], parts[1:])


def final_differences(
    kind: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """What a new version of a record alters of what was final in the old one."""
    return (d for d in differences(kind, old, new) if touches_final(kind, d))
