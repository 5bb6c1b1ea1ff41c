"""Norms: requirements of a known kind, kept as data of a pack and carried out by one rule each.

A cadence asks for acts at intervals, a condition for a fact, parts for the items an act must
hold, a word for a vocabulary. Duties and materials are lists that tables count by.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from zhucun.law.build import Origin, Raw, rows_of
from zhucun.law.cite import Cite, Decision
from zhucun.law.keys import INTEGER, TEXTS
from zhucun.law.value import Value, frozen

#: What a filter asks of a field or a fact: one of these values.
Filter = Mapping[str, tuple[object, ...]]
N = TypeVar("N", bound="Norm")
WARN: Final = "warn"

#: The sections of a pack that hold norms, and the fields that name a parameter, with its kind.
NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "cadences": {"count": INTEGER, "grace": INTEGER, "early": INTEGER},
    "conditions": {"parameter": ""},
    "parts": {"needs": TEXTS},
    "words": {"allowed": TEXTS},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What every norm has. `since` is the ISO date from which it holds; `severity` is block,
    warn or info; the messages of a `private` one tell what schemas keep internal; `mend` is the
    next step; `where` is "path#/json/pointer" of the entry; `article` is that of its first row.
    """

    key: str
    title: str
    rows: tuple[str, ...]
    cite: Cite | None
    decision: Decision | None
    severity: str
    private: bool
    mend: str
    since: str
    where: str
    article: Cite | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence(Norm):
    """So many acts per period for each subject of a scope.

    `act` is a stream of acts, `matching` the fields an act must have, `by` roles of which an
    officer of the act holds one; `scope` is cadre, village_cadre, village, township, county, city
    or unit, `of` the facts by which subjects are chosen; `per` is week, month, quarter, half_year,
    year, service_year or term. `count` and `grace` (days after the period) name parameters, and so
    does `early`: of how many last days of the period an act must be, or later; with `timely` an act
    after the period and its grace doesn't count. With `sum` (a dotted field) the numbers that the
    acts have there are added up instead of counting the acts. `owner` is who owes it, in Chinese,
    "本人" for the cadre.
    """

    act: str
    matching: Filter
    scope: str
    per: str
    count: str
    by: tuple[str, ...]
    of: Filter
    owner: str
    grace: str
    early: str
    timely: bool
    sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Norm):
    """A fact that a subject must show. `of` is a kind of subject, or a stream whose acts are the
    subjects. The operand of `test` is `value`, the parameter named or
    the `other` fact; `when` are facts without which it doesn't apply; one with `if_recorded` is
    not judged while the fact is not recorded; `waiver` says that an approved exception counts.
    A `lasting` one asks for a state of a posting, a post, an enrolment or an act as long as that
    lasts: whoever is in post is held to the law of the day judged, not to that of the first day.
    """

    of: str
    fact: str
    test: str
    value: object
    parameter: str
    other: str
    when: Filter
    if_recorded: bool
    waiver: bool
    lasting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Norm):
    """What an act must hold: every text of the parameter `needs` in the field `part`.

    `fields` gives, where the record's own words differ, the field that answers a text. What is
    `lasting` is asked of acts that are going on, by the law of the day judged.
    """

    act: str
    matching: Filter
    part: str
    needs: str
    fields: Mapping[str, str]
    lasting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Norm):
    """A field of an act whose words must all be among the texts of the parameter `allowed`."""

    act: str
    matching: Filter
    field: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty by its code; `places` are the kinds of place (村, 社区) that have it."""

    code: str
    title: str
    places: tuple[str, ...]
    cite: Cite | None
    rows: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Material:
    """A type of dossier material and the source that it is found in."""

    key: str
    title: str
    source: str
    cite: Cite | None
    rows: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Norms:
    """All norms of a pack, each kind in the pack's order."""

    cadences: tuple[Cadence, ...] = ()
    conditions: tuple[Condition, ...] = ()
    parts: tuple[Parts, ...] = ()
    words: tuple[Word, ...] = ()
    duties: tuple[Duty, ...] = ()
    materials: tuple[Material, ...] = ()

    def each(self) -> tuple[Norm, ...]:
        """The norms that a rule carries out, of all four kinds."""
        return (*self.cadences, *self.conditions, *self.parts, *self.words)

    def kind_of(self, parameter: str) -> str:
        """The kind of value that norms need of a parameter, "" where they name none."""
        if any(parameter in (each.count, each.grace, each.early) for each in self.cadences):
            return INTEGER
        lists = (*(each.needs for each in self.parts), *(each.allowed for each in self.words))
        return TEXTS if parameter in lists else ""


def article_of(norm: Norm, value: Value | None) -> Cite | None:
    """What a norm rests on: its own article, its parameter's, or its first requirement row's."""
    return norm.cite or (value.cite if value else None) or norm.article


def norms_of(raw: Raw, origin: Origin, path: str, start: str) -> Norms:
    """The norms of a pack record at `path` that holds from the ISO date `start`."""

    def each(section: str, build: Callable[[Raw, Raw], N]) -> tuple[N, ...]:
        items: Iterable[Raw] = raw.get(section, ())
        return tuple(
            build(item, _frame(item, origin, f"{path}#/{section}/{index}", start))
            for index, item in enumerate(items)
        )

    return Norms(
        cadences=each("cadences", _cadence),
        conditions=each("conditions", _condition),
        parts=each("parts", _parts),
        words=each("words", _word),
        duties=tuple(
            Duty(
                code=str(item["code"]),
                title=str(item["title"]),
                places=_texts(item.get("places", ())),
                cite=origin.cite(item),
                rows=rows_of(item),
                where=f"{path}#/duties/{index}",
            )
            for index, item in enumerate(raw.get("duties", ()))
        ),
        materials=tuple(
            Material(
                key=str(item["key"]),
                title=str(item["title"]),
                source=str(item["from"]),
                cite=origin.cite(item),
                rows=rows_of(item),
                where=f"{path}#/materials/{index}",
            )
            for index, item in enumerate(raw.get("materials", ()))
        ),
    )


def _frame(raw: Raw, origin: Origin, where: str, start: str) -> Raw:
    """What every norm has, by the names of Norm's fields."""
    return {
        "key": str(raw["key"]),
        "title": str(raw["title"]),
        "rows": rows_of(raw),
        "cite": origin.cite(raw),
        "decision": origin.decision(raw),
        "severity": str(raw.get("severity", WARN)),
        "private": bool(raw.get("private", False)),
        "mend": str(raw.get("mend", "")),
        "since": str(raw.get("from", start)),
        "where": where,
        "article": next((origin.articles.get(row) for row in rows_of(raw)), None),
    }


def _cadence(raw: Raw, frame: Raw) -> Cadence:
    return Cadence(
        **frame,
        act=str(raw["act"]),
        matching=_filter(raw.get("where")),
        scope=str(raw["scope"]),
        per=str(raw["per"]),
        count=str(raw["count"]),
        by=_texts(raw.get("by", ())),
        of=_filter(raw.get("of")),
        owner=str(raw["owner"]),
        grace=str(raw.get("grace", "")),
        early=str(raw.get("early", "")),
        timely=bool(raw.get("timely", False)),
        sum=str(raw.get("sum", "")),
    )


def _condition(raw: Raw, frame: Raw) -> Condition:
    return Condition(
        **frame,
        of=str(raw["of"]),
        fact=str(raw["fact"]),
        test=str(raw["test"]),
        value=frozen(raw.get("value")),
        parameter=str(raw.get("parameter", "")),
        other=str(raw.get("other", "")),
        when=_filter(raw.get("when")),
        if_recorded=bool(raw.get("if_recorded", False)),
        waiver=bool(raw.get("waiver", False)),
        lasting=bool(raw.get("lasting", False)),
    )


def _parts(raw: Raw, frame: Raw) -> Parts:
    return Parts(
        **frame,
        act=str(raw["act"]),
        matching=_filter(raw.get("where")),
        part=str(raw.get("part", "")),
        needs=str(raw["needs"]),
        fields={str(text): str(field) for text, field in raw.get("fields", {}).items()},
        lasting=bool(raw.get("lasting", False)),
    )


def _word(raw: Raw, frame: Raw) -> Word:
    return Word(
        **frame,
        act=str(raw["act"]),
        matching=_filter(raw.get("where")),
        field=str(raw["field"]),
        allowed=str(raw["allowed"]),
    )


def _texts(raw: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(item) for item in raw)


def _filter(raw: Raw | None) -> Filter:
    """Field -> the values that do; a single value is a list of one."""
    return {
        str(field): tuple(value) if isinstance(value, list | tuple) else (value,)
        for field, value in (raw or {}).items()
    }
