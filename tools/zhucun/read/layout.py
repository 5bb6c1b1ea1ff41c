"""Where each kind of record lives: a path tells kind, scope and period without opening the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says. `period` is a month, week, quarter or year; `name` a file's stem or ""."""

    kind: str
    city: str = ""
    county: str = ""
    township: str = ""
    period: str = ""
    name: str = ""

    @property
    def scope(self) -> str:
        """`commons`, `city`, `county` or `township`: the smallest folder that owns the record."""
        if self.township:
            return "township"
        if self.county:
            return "county"
        return "city" if self.city else "commons"


_SLUG = r"[a-z][a-z0-9-]*"
_CITY = rf"(?P<city>(?!(?:regulations|calendar)/){_SLUG})"
_OF_CITY = "inspections|draws|circulars|meetings|corrections"
_COUNTY = rf"{_CITY}/(?P<county>(?!(?:{_OF_CITY})/){_SLUG})"
_OF_COUNTY = (
    "cadres|inspections|assessments|cases|meetings|reviews|papers|payments|funds"
    "|corrections|notices|bulletins"
)
_TOWNSHIP = rf"{_COUNTY}/(?P<township>(?!(?:{_OF_COUNTY})/){_SLUG})"
_MONTH = r"(?P<period>\d{4}-\d{2})"
_WEEK = r"(?P<period>\d{4}-W\d{2})"
_YEAR = r"(?P<period>\d{4})"
_QUARTER = r"(?P<period>\d{4}-Q[1-4])"
_CADRE = r"(?P<name>\d{6}-\d{3})"
_VILLAGE_CADRE = r"(?P<name>\d{6}-v\d{3})"

_SHAPES: tuple[tuple[str, str], ...] = (
    ("regulation", r"regulations/(?P<name>s\d+)\.yml"),
    ("calendar", rf"calendar/{_YEAR}\.yml"),
    ("attendance", rf"{_TOWNSHIP}/attendance/{_MONTH}\.yml"),
    ("leave", rf"{_TOWNSHIP}/leave/{_MONTH}\.yml"),
    ("whereabouts", rf"{_TOWNSHIP}/whereabouts/{_WEEK}\.yml"),
    ("log", rf"{_TOWNSHIP}/logs/{_MONTH}/{_CADRE}\.yml"),
    ("project", rf"{_TOWNSHIP}/projects/(?P<name>{_SLUG})\.yml"),
    ("profile", rf"{_TOWNSHIP}/profiles/(?P<name>{_SLUG})\.md"),
    ("meetings", rf"{_TOWNSHIP}/meetings/{_YEAR}\.yml"),
    ("plans", rf"{_TOWNSHIP}/plans/{_CADRE}\.yml"),
    ("visits", rf"{_TOWNSHIP}/visits/{_YEAR}\.yml"),
    ("events", rf"{_TOWNSHIP}/events/{_YEAR}\.yml"),
    ("problems", rf"{_TOWNSHIP}/problems/{_YEAR}\.yml"),
    ("village_cadre", rf"{_TOWNSHIP}/village-cadres/{_VILLAGE_CADRE}\.yml"),
    ("targets", rf"{_TOWNSHIP}/targets/{_YEAR}\.yml"),
    ("competence", rf"{_TOWNSHIP}/competence/{_YEAR}\.yml"),
    ("debriefs", rf"{_TOWNSHIP}/debriefs/{_YEAR}\.yml"),
    ("village_scores", rf"{_TOWNSHIP}/scores/{_YEAR}\.yml"),
    ("appraisals", rf"{_TOWNSHIP}/appraisals/{_YEAR}\.yml"),
    ("pay", rf"{_TOWNSHIP}/pay/{_YEAR}\.yml"),
    ("reserves", rf"{_TOWNSHIP}/reserves\.yml"),
    ("circulars", rf"{_TOWNSHIP}/circulars/{_YEAR}\.yml"),
    ("photo", rf"{_TOWNSHIP}/profiles/(?P<name>[a-z0-9-]+\.(?:jpe?g|png|webp))"),
    ("cadre", rf"{_COUNTY}/cadres/{_CADRE}\.yml"),
    ("inspections", rf"{_COUNTY}/inspections/{_MONTH}\.yml"),
    ("assessment", rf"{_COUNTY}/assessments/{_YEAR}/{_CADRE}\.yml"),
    ("case", rf"{_COUNTY}/cases/(?P<name>\d{{6}}-c\d{{3}})\.yml"),
    ("term_assessment", rf"{_COUNTY}/assessments/terms/(?P<name>\d{{6}}-\d{{3}}-\d{{1,2}})\.yml"),
    ("meetings", rf"{_COUNTY}/meetings/{_YEAR}\.yml"),
    ("reviews", rf"{_COUNTY}/reviews/{_QUARTER}\.yml"),
    ("papers", rf"{_COUNTY}/papers/{_YEAR}/{_CADRE}\.yml"),
    ("payments", rf"{_COUNTY}/payments/{_QUARTER}\.yml"),
    ("funds", rf"{_COUNTY}/funds/{_YEAR}\.yml"),
    ("corrections", rf"{_COUNTY}/corrections/{_YEAR}\.yml"),
    ("notices", rf"{_COUNTY}/notices/{_YEAR}\.yml"),
    ("bulletin", rf"{_COUNTY}/bulletins/{_MONTH}\.md"),
    ("corrections", rf"{_CITY}/corrections/{_YEAR}\.yml"),
    ("meetings", rf"{_CITY}/meetings/{_YEAR}\.yml"),
    ("draw", rf"{_CITY}/draws/{_QUARTER}\.yml"),
    ("circulars", rf"{_CITY}/circulars/{_YEAR}\.yml"),
    ("inspections", rf"{_CITY}/inspections/{_MONTH}\.yml"),
    ("units", rf"{_CITY}/units\.yml"),
    ("region", rf"{_TOWNSHIP}/region\.yml"),
    ("region", rf"{_COUNTY}/region\.yml"),
    ("region", rf"{_CITY}/region\.yml"),
)
# Folders that hold records of one kind alone, of one period or of all.
_FOLDERS: tuple[tuple[str, str], ...] = (
    ("log", rf"{_TOWNSHIP}/logs/{_MONTH}"),
    ("project", rf"{_TOWNSHIP}/projects"),
    ("meetings", rf"{_TOWNSHIP}/meetings"),
    ("plans", rf"{_TOWNSHIP}/plans"),
    ("problems", rf"{_TOWNSHIP}/problems"),
    ("village_cadre", rf"{_TOWNSHIP}/village-cadres"),
    ("targets", rf"{_TOWNSHIP}/targets"),
    ("competence", rf"{_TOWNSHIP}/competence"),
    ("debriefs", rf"{_TOWNSHIP}/debriefs"),
    ("village_scores", rf"{_TOWNSHIP}/scores"),
    ("appraisals", rf"{_TOWNSHIP}/appraisals"),
    ("pay", rf"{_TOWNSHIP}/pay"),
    ("circulars", rf"{_TOWNSHIP}/circulars"),
    ("assessment", rf"{_COUNTY}/assessments/{_YEAR}"),
    ("term_assessment", rf"{_COUNTY}/assessments/terms"),
    ("cadre", rf"{_COUNTY}/cadres"),
    ("meetings", rf"{_COUNTY}/meetings"),
    ("reviews", rf"{_COUNTY}/reviews"),
    ("papers", rf"{_COUNTY}/papers/{_YEAR}"),
    ("papers", rf"{_COUNTY}/papers"),
    ("funds", rf"{_COUNTY}/funds"),
    ("meetings", rf"{_CITY}/meetings"),
    ("draw", rf"{_CITY}/draws"),
    ("circulars", rf"{_CITY}/circulars"),
)
_Shapes = dict[int, list[tuple[str, re.Pattern[str]]]]


def _by_depth(shapes: tuple[tuple[str, str], ...]) -> _Shapes:
    """The shapes by the number of slashes in their paths, so that few are tried for a path."""
    found: _Shapes = {}
    for kind, shape in shapes:
        plain = shape.replace(_TOWNSHIP, "//").replace(_COUNTY, "/").replace(_CITY, "")
        pattern = re.compile(f"{RECORDS}/{shape}")
        found.setdefault(plain.count("/") + 1, []).append((kind, pattern))
    return found


_FILES_BY_DEPTH, _FOLDERS_BY_DEPTH = _by_depth(_SHAPES), _by_depth(_FOLDERS)

# Kinds that are a text with its front matter: the text is part of the record.
TEXTS = frozenset({"profile", "bulletin"})

# Folders directly under records/ that belong to every city.
COMMON_FOLDERS = ("regulations", "calendar")


def place_of(path: str) -> Place | None:
    """What `path` (relative to the root, `/`-separated) holds, or None where no record belongs."""
    return _matched(_FILES_BY_DEPTH, path)


def folder_of(path: str) -> Place | None:
    """What a folder of records of one kind holds, of a period if it says one; None for others."""
    return _matched(_FOLDERS_BY_DEPTH, path)


def _matched(shapes: _Shapes, path: str) -> Place | None:
    for kind, pattern in shapes.get(path.count("/"), ()):
        found = pattern.fullmatch(path)
        if found:
            return Place(kind, **{k: v for k, v in found.groupdict().items() if v is not None})
    return None
