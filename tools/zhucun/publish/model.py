"""What a page may show. Pages and data files are made from these and from nothing else.

Everything here has passed the public projection: names and phones are as the region publishes them
("" where it doesn't), codes and dates are text. Nothing says of a single day that a cadre was
away: not even that it was a working day without him, which would be a day of leave.
"""

from __future__ import annotations

from dataclasses import dataclass

# One mark a day in `Board.marks`; NOTHING is every other day, registered or not.
IN_VILLAGE, BUSINESS, NOTHING = "v", "b", "-"

# Days in the village in a week, coarse: an exact 0 would name five working days of absence.
FEW, SOME, MOST = "0–2", "3–4", "5–7"


@dataclass(frozen=True, slots=True)
class Basis:
    """The article a page or number rests on. `decision` is the id of a declared reading or ""."""

    regulation: str
    article: str
    quote: str
    decision: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community. `kind` is 村 or 社区; dates are "" where not stated."""

    code: str
    name: str
    kind: str
    contact: str
    board: str
    board_since: str
    weak_listed: str
    weak_lifted: str


@dataclass(frozen=True, slots=True)
class Township:
    """A township with its villages in the order of the record."""

    code: str
    name: str
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting. `until` is the last day served or to be served, `ended` whether cut short."""

    role: str
    place: str
    place_name: str
    since: str
    until: str
    ended: bool
    active: bool
    issuer: str
    appointed_on: str


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week, Monday `start`. `level` is FEW, SOME or MOST days in the village.

    "" where the week was not served or not registered as a whole.
    """

    week: str
    start: str
    level: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month of one cadre; `registered` False leaves nothing but the state 未登记.

    `in_village`, `business`, `other` and `off_post` add up to the days served. `in_village` are
    days that hold; `unpublished` of the `off_post` were registered in the village without
    published whereabouts. `other` are rest and leave days, and days that may not be named.
    `counted` is what the requirement is held against; `need` None is 待定. `weeks` end in it.
    """

    month: str
    place: str
    registered: bool
    in_village: int
    business: int
    other: int
    off_post: int
    unpublished: int
    counted: int
    need: int | None
    state: str
    sealed_on: str
    weeks: tuple[Week, ...]
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class LogMonth:
    """Weekly work logs of a month: weeks due, uploaded, explained."""

    month: str
    due: int
    uploaded: int
    explained: int


@dataclass(frozen=True, slots=True)
class Board:
    """A cadre's line on the whereabouts board of one ISO week: its seven dates and marks."""

    week: str
    days: tuple[str, ...]
    marks: str


@dataclass(frozen=True, slots=True)
class Cadre:
    """A cadre who is in office or left recently."""

    id: str
    name: str
    phone: str
    unit: str
    unit_level: str
    postings: tuple[Posting, ...]
    months: tuple[Month, ...]
    logs: tuple[LogMonth, ...]
    board: Board | None

    @property
    def posting(self) -> Posting:
        """The posting that is active, else the last one."""
        return next((p for p in self.postings if p.active), self.postings[-1])

    @property
    def shown(self) -> str:
        """The name, or the number where the region publishes no names."""
        return self.name or self.id

    @property
    def active(self) -> bool:
        """Whether a posting is active on the day of the data."""
        return self.posting.active


@dataclass(frozen=True, slots=True)
class Progress:
    """One dated report on a project; `percent` of the goal."""

    date: str
    percent: int
    text: str


@dataclass(frozen=True, slots=True)
class Project:
    """A promise of a year. `state` is 进行中, 按期完成, 逾期完成 or 已逾期. Money in yuan."""

    id: str
    title: str
    cadre: str
    village: str
    year: int
    goal: str
    measures: str
    due: str
    responsible: str
    funding: tuple[tuple[str, float], ...]
    posted_on: str
    progress: tuple[Progress, ...]
    completed_on: str
    state: str

    @property
    def percent(self) -> int:
        """The newest reported percentage; 100 when completed."""
        if self.completed_on:
            return 100
        return self.progress[-1].percent if self.progress else 0


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was decided to be published.

    Without a decision to name, `id`, `township`, `role`, `cadre`, `name`, `village` and `outcome`
    are "", dates are months, and `dispositions` say no more than whether there was any.
    `stage` is 公示中, 公示期满 or 已公布; `notice_until` the window's last day, "" if undetermined.
    """

    id: str
    kind: str
    township: str
    role: str
    found_on: str
    dispositions: tuple[tuple[str, str], ...]
    closed_on: str
    outcome: str
    published_on: str
    notice_until: str
    stage: str
    statement: str
    cadre: str
    name: str
    village: str


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """All standing cases, published or not, by state."""

    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo, its bytes re-encoded without metadata."""

    file: str
    alt: str
    width: int
    height: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the column; `body` are paragraphs as typed."""

    slug: str
    title: str
    cadre: str
    month: str
    summary: str
    deed: str
    method: str
    experience: str
    body: tuple[str, ...]
    approved_on: str
    photo: Photo | None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a year's assessment has come in a county: numbers of cadres, no person."""

    year: int
    cadres: int
    daily: int
    half_year: int
    year_end: int
    graded: int
    form_sent: int
    logs_due: int
    logs_uploaded: int
    logs_explained: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table rests on, in words: `shown` is the value in force, or 待定 with `note`."""

    title: str
    shown: str
    basis: Basis | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One value: as data (None where there is none), in words, and the page it leads to or ""."""

    value: str | int | float | bool | tuple[str, ...] | None
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A public column: its key in the data, its heading, what it means, and its kind."""

    key: str
    title: str
    description: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """The public columns of one county's table of a year; `board` is the board it belongs to.

    `of_county` says that its rows are about the county itself: no row names a place or a person.
    """

    name: str
    title: str
    sentence: str
    board: str
    of_county: bool
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class County:
    """One county as the public may see it, cadres by id. `unusable` files are not counted.

    `undecided_projects` counts this year's projects without a decision to publish them;
    `notice_days` gives the days of a public notice by kind, None where nobody gives any.
    """

    code: str
    name: str
    city_code: str
    city_name: str
    sample: bool
    source: str
    records_from: str
    regulation: str
    townships: tuple[Township, ...]
    cadres: tuple[Cadre, ...]
    projects: tuple[Project, ...]
    undecided_projects: int
    cases: tuple[Case, ...]
    case_counts: CaseCounts
    articles: tuple[Article, ...]
    completeness: Completeness
    bases: dict[str, Basis]
    publication: tuple[tuple[str, str], ...]
    notice_days: tuple[tuple[str, int | None], ...]
    tables: tuple[Table, ...] = ()
    unusable: int = 0

    def tables_of(self, board: str) -> tuple[Table, ...]:
        """The tables of one board."""
        return tuple(table for table in self.tables if table.board == board)


@dataclass(frozen=True, slots=True)
class Site:
    """All counties in the order of their codes, and what every page says about itself.

    `as_of` is the date of the data, `version` eight digits of the commit, `unusable` how many
    files are missing, could not be read or don't match their schema, and so are counted nowhere.
    """

    as_of: str
    version: str
    counties: tuple[County, ...]
    unusable: int = 0


def samples_among(counties: tuple[County, ...]) -> str:
    """Which of the counties are made up: their names, "全部", or "" for none."""
    made_up = [c.name for c in counties if c.sample]
    return "全部" if made_up and len(made_up) == len(counties) else "、".join(made_up)
