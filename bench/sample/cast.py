"""The people and places of a tree, and what happens to them: what every writer here reads."""

from dataclasses import dataclass, field

from bench.sample.yamlish import Data

FIRST_SECRETARY = "第一书记"
MEMBER = "驻村工作队员"
DEPUTY = "乡镇党委副书记(挂任)"

CIVIL_SERVANT = "公务员"


@dataclass(frozen=True, slots=True)
class Village:
    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Officer:
    """One term of one person in one role; `end` empty while in office.

    `cadre` is the id of a cadre who holds the office, `leading` whether the office is a leader's.
    """

    id: str
    name: str
    role: str
    start: str
    end: str = ""
    cadre: str = ""
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A dispatching unit; `level` is 省直, 市直, 县直 or 乡镇."""

    id: str
    name: str
    kind: str
    level: str
    headcount: int
    fiscal: bool = True


@dataclass(frozen=True, slots=True)
class Posting:
    """One cadre in one place; `term_end` as appointed, `ended` if it ended earlier."""

    no: int
    role: str
    place: str
    start: str
    term_end: str
    ended: str = ""
    reason: str = ""
    renewal_of: int = 0

    @property
    def last(self) -> str:
        return self.ended or self.term_end

    def covers(self, day: str) -> bool:
        return self.start <= day <= self.last


@dataclass(frozen=True, slots=True)
class Cadre:
    id: str
    name: str
    unit: Unit
    identity: str
    postings: tuple[Posting, ...]
    consents: tuple[str, ...] = ()

    @property
    def posting(self) -> Posting:
        """The posting the records are about: the last one."""
        return self.postings[-1]


@dataclass(frozen=True, slots=True)
class Township:
    slug: str
    name: str
    code: str
    villages: tuple[Village, ...]
    officers: tuple[Officer, ...]
    cadres: tuple[Cadre, ...]
    whereabouts: bool
    unsealed: tuple[str, ...] = ()

    def village(self, code: str) -> Village | None:
        return next((v for v in self.villages if v.code == code), None)


@dataclass(frozen=True, slots=True)
class County:
    slug: str
    name: str
    code: str
    officers: tuple[Officer, ...]
    townships: tuple[Township, ...]
    publication: dict[str, Data] = field(default_factory=dict)
    leave_document: str = ""

    @property
    def prefix(self) -> str:
        return self.code[:6]

    @property
    def cadres(self) -> tuple[Cadre, ...]:
        return tuple(c for t in self.townships for c in t.cadres)


@dataclass(frozen=True, slots=True)
class City:
    slug: str
    name: str
    code: str
    regulation: str
    units: tuple[Unit, ...]
    officers: tuple[Officer, ...]
    counties: tuple[County, ...]
    source: tuple[str, str] = ("", "")
    publication: dict[str, Data] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return self.code[:4]


@dataclass(frozen=True, slots=True)
class LeaveTaken:
    """Leave from `start` to `end`; `cancelled_on` if it was given up before it began."""

    cadre: str
    start: str
    end: str
    reason: str
    cancelled_on: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A visit that found nobody: the inspection's level and method, and what the sheet says."""

    cadre: str
    day: str
    level: str
    method: str
    status: str
    time: str
    note: str


@dataclass(frozen=True, slots=True)
class Done:
    """A disposition of a case."""

    kind: str
    by: str
    day: str
    object: str = ""


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case as it went; empty where the act has not happened."""

    id: str
    cadre: str
    kind: str
    found_on: str
    opened: tuple[str, str]
    facts: str
    evidence: tuple[str, ...] = ()
    absent_on: str = ""
    month: str = ""
    explanation: str = ""
    confirmed: tuple[str, str] = ("", "")
    withdrawn: tuple[str, str, str] = ("", "", "")
    dispositions: tuple[Done, ...] = ()
    closed: tuple[str, str, str] = ("", "", "")
    published: tuple[str, str, bool, str] = ("", "", False, "")


@dataclass(frozen=True, slots=True)
class Graded:
    """An assessment: which parts exist, how good (0-100), and two grades by rank 1-4 (0: none)."""

    cadre: str
    year: int
    parts: str
    level: int
    year_end: int = 0
    village_work: int = 0
    graded_on: str = ""


@dataclass(frozen=True, slots=True)
class Accounted:
    """A county found to have notable absences, and the talks that followed, (person, day)."""

    county: str
    day: str
    reason: str
    talks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Valued:
    """What an assessment led to: `outcome` with the assessment it rests on; or an honour."""

    cadre: str
    day: str
    outcome: str = ""
    assessment: str = ""
    by: str = ""
    honour: str = ""
    level: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class TermEnded:
    """The assessment of a posting that came to its end, by unit and organisation department."""

    cadre: str
    serial: int
    by: str
    day: str
    grade: str


@dataclass(frozen=True, slots=True)
class Misread:
    """A day that a sealed sheet gave the status `was`, put right by a correction since.

    `by` proposed it on the day `on`; `approval` is who approved it, and when.
    """

    cadre: str
    day: str
    was: str
    reason: str
    by: str
    on: str
    approval: tuple[str, str]


@dataclass(frozen=True, slots=True)
class LateNoted:
    """Why a county's files tell of something only long after."""

    county: str
    files: tuple[str, ...]
    reason: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Story:
    """What happens beyond the ordinary; everything else is drawn from the seed.

    `no_meeting` are (township, month), `no_comment` (cadre, quarter) left out, `underpaid` yuan
    short by (cadre, quarter of the payment).
    """

    leaves: tuple[LeaveTaken, ...] = ()
    looked: tuple[Looked, ...] = ()
    off_post: dict[str, tuple[str, ...]] = field(default_factory=dict)
    in_village: dict[tuple[str, str], int] = field(default_factory=dict)
    missed_logs: dict[tuple[str, str], str] = field(default_factory=dict)
    cases: tuple[CaseTold, ...] = ()
    graded: tuple[Graded, ...] = ()
    accountability: tuple[Accounted, ...] = ()
    valued: tuple[Valued, ...] = ()
    terms: tuple[TermEnded, ...] = ()
    misread: tuple[Misread, ...] = ()
    noted: tuple[LateNoted, ...] = ()
    no_meeting: frozenset[tuple[str, str]] = frozenset()
    no_comment: frozenset[tuple[str, str]] = frozenset()
    underpaid: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything a tree is written from."""

    seed: str
    months: tuple[str, ...]
    cities: tuple[City, ...]
    story: Story
