"""Postings: how long a term is, who appoints, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import row_cite
from zhucun.facts.by_reference import is_first_secretary, only_by_reference
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.periods import last_day_of_term
from zhucun.facts.presence import value_of
from zhucun.facts.teams import FIRST_SECRETARY, ROLES
from zhucun.facts.terms import carried_on
from zhucun.law.pack import Pack

NO_MEMBER = "其他"


@rule(
    title="任期符合制度",
    why="任期是制度定的；届满日写错，期满考核和换人都会跟着错。",
    mend="请改正届满日期 to；提前结束的写 ended，连任的另加一段任职；"
    "任期内换村的，前一段写工作调动或调整，后一段可以接着原来的任期。",
    rows=("S0-04", "S4-12"),
)
def term_has_the_length(county: CountyFacts) -> Iterator[Found]:
    """A term lasts exactly, or at least, the years that the regulation gives.

    Only for the roles and kinds of place that it gives them for, where it names some. Who was
    moved serves a new term or the rest of the one begun (Z80). Those to whom the regulation
    applies by reference are only warned of.
    """
    for cadre, posting in county.postings:
        start = posting.span.start
        pack = county.pack(start)
        years = value_of(pack, "term.years", start)
        bound = value_of(pack, "term.bound", start)
        if years is None or years.undetermined or not _has_a_term(county, pack, posting):
            continue
        last = last_day_of_term(start, years.integer())
        exact = bound is not None and bound.value == "exact"
        before = carried_on(county, cadre, posting)
        ends = {last, before.term_end} if before else {last}
        if posting.term_end in ends or (not exact and posting.term_end > min(ends)):
            continue
        least = "" if exact else "至少"
        rest = f"，或接着原来的任期到 {before.term_end}" if before else ""
        yield Found(
            posting.path,
            f"{posting.pointer}/to",
            f"{cadre.id} {start} 到任，任期{least} {years.integer()} 年，"
            f"应{least}到 {last} 届满{rest}，写的是 {posting.term_end}。",
            subject=cadre.id,
            got=posting.term_end,
            need=last,
            cite=years.cite,
            evidence=(f"{before.path}#{before.pointer}",) if before else (),
            severity="warn" if only_by_reference(pack, posting.role, start) else None,
        )


def _has_a_term(county: CountyFacts, pack: Pack | None, posting: Posting) -> bool:
    """Whether the length of a term is given for the posting's role and kind of place."""
    start = posting.span.start
    roles, places = (value_of(pack, f"term.{key}", start) for key in ("roles", "places"))
    if roles is not None and not roles.undetermined and posting.role not in roles.texts():
        return False
    if places is None or places.undetermined:
        return True
    village = county.villages.get(posting.village)
    return village is not None and village.kind in places.texts()


@rule(
    title="由有权的机关任命",
    why="第一书记由谁行文任命是制度定的，别的机关发的文不算。",
    mend="请核对任命文件，改正发文机关、文号和日期；没有行文的，先办任命。",
    rows=("S0-03",),
)
def appointment_has_the_issuer(county: CountyFacts) -> Iterator[Found]:
    """A first secretary is appointed by the body named; for the others, by reference, a warning."""
    for cadre, posting in county.postings:
        start = posting.span.start
        value = value_of(county.pack(start), "appointment.issuer", start)
        if value is None or value.undetermined:
            continue
        issuer = posting.data["appointment"]["issuer"]
        if issuer == value.text():
            continue
        yield Found(
            posting.path,
            f"{posting.pointer}/appointment/issuer",
            f"{cadre.id}任{posting.role}由{issuer}发文，应由{value.text()}行文任命。",
            subject=cadre.id,
            got=issuer,
            need=value.text(),
            cite=value.cite,
            severity=None if posting.role == FIRST_SECRETARY else "warn",
        )


@rule(
    title="先任命后到任",
    why="到任以后才发文，中间的日子没有任命依据。",
    mend="请核对发文日期和到任日期。",
    rows=("S0-03",),
    severity="warn",
)
def appointment_precedes_the_posting(county: CountyFacts) -> Iterator[Found]:
    """An appointment document is not dated after the posting began."""
    for cadre, posting in county.postings:
        issued = posting.data["appointment"]["date"]
        if issued > posting.span.start:
            yield Found(
                posting.path,
                f"{posting.pointer}/appointment/date",
                f"{cadre.id} {posting.span.start} 到任，任命文件到 {issued} 才发。",
                subject=cadre.id,
                got=issued,
                need=posting.span.start,
                cite=row_cite(county.pack(posting.span.start), "S0-03"),
            )


@rule(
    title="任职起止不颠倒",
    why="起止颠倒的任职没有一天有效，他的考勤和请假都会落空。",
    mend="请改正到任、届满或提前结束的日期。",
)
def posting_dates_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """A posting begins before its term ends, and an early end lies between."""
    for cadre, posting in county.postings:
        start, end = posting.span.start, posting.span.end or posting.term_end
        who = cadre.id
        if posting.term_end < start:
            pointer, text = "to", f"届满日期 {posting.term_end} 早于到任日期 {start}"
        elif end < start:
            pointer, text = "ended/date", f"提前结束的日期 {end} 早于到任日期 {start}"
        elif end > posting.term_end:
            pointer, text = "ended/date", f"结束日期 {end} 晚于届满日期 {posting.term_end}"
        else:
            continue
        yield Found(
            posting.path,
            f"{posting.pointer}/{pointer}",
            f"{who}第 {posting.serial} 段任职的{text}。",
            subject=cadre.id,
            got=end,
        )


@rule(
    title="一个人的任职不重叠",
    why="同一天在两个地方任职，考勤就不知道算哪边的。",
    mend="请给前一段任职写明提前结束的日期，或改正后一段的到任日期。",
)
def postings_do_not_overlap(county: CountyFacts) -> Iterator[Found]:
    """No day of a cadre belongs to two postings."""
    for cadre in county.cadres.values():
        for one, two in combinations(cadre.postings, 2):
            if two.span.end is not None and one.span.meets(two.span.start, two.span.end):
                yield Found(
                    two.path,
                    f"{two.pointer}/from",
                    f"{cadre.id}的第 {two.serial} 段任职"
                    f"（{two.span.start} 至 {two.span.end}）与第 {one.serial} 段"
                    f"（{one.span.start} 至 {one.span.end}）重叠。",
                    subject=cadre.id,
                    got=two.span.start,
                    evidence=(f"{one.path}#{one.pointer}",),
                )


@rule(
    title="任职按先后编号",
    why="序号重复或倒着写，就说不清连任的是哪一段。",
    mend="请按到任先后从 1 起逐段编号，并按这个顺序排列。",
)
def postings_are_numbered_in_order(county: CountyFacts) -> Iterator[Found]:
    """Postings stand in order of their beginning, numbered 1, 2, 3."""
    for cadre in county.cadres.values():
        before = ""
        for n, posting in enumerate(cadre.postings, start=1):
            who = cadre.id
            if posting.serial != n:
                text = f"{who}的第 {n} 段任职编成了第 {posting.serial} 号。"
                pointer = f"{posting.pointer}/serial"
                got = posting.serial
                yield Found(posting.path, pointer, text, subject=cadre.id, got=got, need=n)
            if posting.span.start < before:
                text = f"{who}的第 {n} 段任职 {posting.span.start} 到任，早于前一段的 {before}。"
                yield Found(posting.path, f"{posting.pointer}/from", text, subject=cadre.id)
            before = posting.span.start


@rule(
    title="连任的是本人以前的一段任职",
    why="连任要接着前一段算起，指向不存在的一段就没有依据。",
    mend="请写前一段任职的序号；不是连任的，删去 renewal_of。",
    rows=("S0-43",),
)
def renewal_names_an_earlier_posting(county: CountyFacts) -> Iterator[Found]:
    """A renewal points to a posting of the same cadre with a lower number."""
    for cadre, posting in county.postings:
        raw = posting.data
        if "renewal_of" not in raw:
            continue
        earlier = {p.serial for p in cadre.postings if p.serial < posting.serial}
        if raw["renewal_of"] not in earlier:
            yield Found(
                posting.path,
                f"{posting.pointer}/renewal_of",
                f"{cadre.id}第 {posting.serial} 段任职写着"
                f"连任第 {raw['renewal_of']} 段，而此前没有这一段。",
                subject=cadre.id,
                got=raw["renewal_of"],
            )


@rule(
    title="一个村同一天只有一名第一书记",
    why="交接没有写清楚时，一个村会同时登记两名第一书记。",
    mend="请给前任写明提前结束的日期，或改正后任的到任日期。",
    severity="warn",
)
def village_has_one_first_secretary(county: CountyFacts) -> Iterator[Found]:
    """No village has two first secretaries on the same day."""
    by_village: dict[str, list[tuple[Cadre, Posting]]] = {}
    for cadre, posting in county.postings:
        if posting.role == FIRST_SECRETARY and posting.village in county.villages:
            by_village.setdefault(posting.village, []).append((cadre, posting))
    for code, found in by_village.items():
        found.sort(key=lambda pair: (pair[1].span.start, pair[0].id))
        for (one, earlier), (two, later) in combinations(found, 2):
            if one.id == two.id or not earlier.span.covers(later.span.start):
                continue
            yield Found(
                later.path,
                f"{later.pointer}/from",
                f"{county.villages[code].name}从 {later.span.start} 起同时有两名第一书记："
                f"{one.id}和{two.id}。",
                subject=two.id,
                evidence=(f"{earlier.path}#{earlier.pointer}",),
            )


@rule(
    title="党组织关系转到所驻村",
    why="任职期间的党组织关系要转到所驻的村或社区，在那里过组织生活。",
    mend="请办理组织关系转接，并写明转入地和日期。",
    rows=("S0-05", "S4-19"),
    severity="warn",
    private=True,
)
def party_relation_is_in_the_village(county: CountyFacts) -> Iterator[Found]:
    """A Party member's membership has moved to the place of the posting.

    By the law of the day judged, or of the posting's last: whoever came before it was adopted is
    held to it too. S0 asks it of the first secretary, S4 of every cadre; of the others only a move
    to another place is found. Who is recorded as no member has nothing to move.
    """
    for cadre, posting in county.postings:
        day = min(posting.span.end or county.as_of, county.as_of)
        if day < posting.span.start:
            continue
        pack = county.pack(day)
        of_first_secretary, of_everybody = row_cite(pack, "S0-05"), row_cite(pack, "S4-19")
        cite = of_first_secretary or of_everybody
        if cite is None or cadre.data.get("political_status") == NO_MEMBER:
            continue
        relation = posting.data.get("party_relation")
        owed = is_first_secretary(pack, posting.role, day) or (
            of_everybody is not None and posting.role in ROLES
        )
        if relation is None and owed:
            text = f"{cadre.id}第 {posting.serial} 段任职没有党组织关系转接的记录。"
            pointer = ""
        elif relation and relation["village"] != posting.village:
            text = f"{cadre.id}的党组织关系转到了 {relation['village']}，驻地是 {posting.village}。"
            pointer = "/party_relation/village"
        else:
            continue
        yield Found(
            posting.path,
            f"{posting.pointer}{pointer}",
            text,
            subject=cadre.id,
            got=relation and relation["village"],
            need=posting.village,
            cite=cite,
        )
