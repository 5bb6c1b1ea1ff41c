"""Careless signing of attendance: a case names who signed, and that person could sign."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.cases import SIGNING, Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.law.value import Value


@rule(
    title="随意签字的案件写明签字人",
    why="看关系、送人情、随便签字，要追究的是签字的人，不是被签字的干部。",
    mend="在案件的 signer 写签字人的人员编号，应是当时有权为本乡镇考勤签字的人。",
    rows=("S1-17",),
    private=True,
)
def signing_case_names_the_signer(county: CountyFacts) -> Iterator[Found]:
    """A case of careless signing names a signer who could seal the cadre's attendance by then.

    A signer who could not blocks; without one the case is only warned of.
    """
    for cases in county.cases.values():
        for case in cases:
            if case.kind != SIGNING or not case.is_standing:
                continue
            roles = value_of(county.pack(case.found_on), "attendance.sealer_roles", case.found_on)
            signer = str(case.data.get("signer", ""))
            if not signer:
                message = f"案件 {case.id} 是随意签字，没有写签字人"
                yield _found(case, "", message, roles, severe=False)
            elif roles and not roles.undetermined and not _could_sign(county, case, roles, signer):
                message = f"案件 {case.id} 的签字人{officer_named(county, signer)}"
                message += f"到 {case.found_on} 没有在本人所在乡镇任{'、'.join(roles.texts())}"
                yield _found(case, "/signer", message, roles, severe=True)


def _could_sign(county: CountyFacts, case: Case, roles: Value, signer: str) -> bool:
    """Whether the signer held, by the day of finding, a role that seals where the cadre served.

    Also true where not every region's officers can be seen.
    """
    cadre = county.cadres.get(case.cadre)
    townships = {county.township_of(p.village) for p in cadre.postings} if cadre else set()
    areas = {f"{county.path}/{township}" for township in townships}
    return county.lacks_a_region or any(
        o.role in roles.texts() and o.span.start <= case.found_on and o.area in areas
        for o in county.officers.get(signer, ())
    )


def _found(case: Case, pointer: str, message: str, roles: Value | None, *, severe: bool) -> Found:
    return Found(
        case.path,
        pointer,
        message,
        subject=case.cadre,
        period=case.found_on[:7],
        cite=roles.cite if roles else None,
        severity="block" if severe else "warn",
    )
