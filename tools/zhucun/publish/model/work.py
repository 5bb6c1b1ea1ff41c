"""What cadres do and what is told of it: projects, cases, articles, progress of assessment."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.publish.model.told import Correctable, Corrected


@dataclass(frozen=True, slots=True)
class Progress:
    """One dated report on a project; `percent` of the goal."""

    date: str
    percent: int
    text: str


@dataclass(frozen=True, slots=True)
class Project(Correctable):
    """A promise of a year. `state` is 进行中, 按期完成, 逾期完成 or 已逾期. Money in yuan.

    `published_on` is the day of the notice that shows it.
    """

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
    published_on: str = ""
    corrected: tuple[Corrected, ...] = ()

    @property
    def percent(self) -> int:
        """The newest reported percentage; 100 when completed."""
        if self.completed_on:
            return 100
        return self.progress[-1].percent if self.progress else 0


@dataclass(frozen=True, slots=True)
class Case(Correctable):
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
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """All standing cases, published or not, by state."""

    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """One size of a photo in pixels, its bytes encoded anew without metadata."""

    file: str
    width: int
    height: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in one or several sizes, the smallest first."""

    alt: str
    sizes: tuple[PhotoSize, ...]

    @property
    def file(self) -> str:
        """The file of the largest."""
        return self.sizes[-1].file

    @property
    def width(self) -> int:
        """Pixels of the largest."""
        return self.sizes[-1].width

    @property
    def height(self) -> int:
        """Pixels of the largest."""
        return self.sizes[-1].height


@dataclass(frozen=True, slots=True)
class Article(Correctable):
    """An article of the column; `body` are paragraphs as typed.

    `village` is where the cadre served on the day of approval; `projects` are ids of those that it
    tells of and that are published.
    """

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
    village: str = ""
    projects: tuple[str, ...] = ()
    corrected: tuple[Corrected, ...] = ()


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
