"""Which public figures were corrected, when, and how.

A correction shows only where it changed something that the public reads: what a page would say
without it is made from the facts before it, and both are compared. So one that exchanges rest and
leave, or that is about anything that no page tells, leaves no trace; and one that does leaves the
same trace whatever else it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, next_month, week_days
from zhucun.publish import model
from zhucun.publish.addresses import (
    board_path,
    bulletin_path,
    cadre_path,
    change_anchor,
    changes_path,
    column_path,
    region_path,
)
from zhucun.publish.page import cn_date, cn_month
from zhucun.publish.projection.attendance import Attendance
from zhucun.publish.projection.bulletins import Bulletins
from zhucun.publish.projection.corrected_words import (
    OF_ARTICLE,
    OF_BULLETIN,
    OF_CASE,
    OF_POSTING,
    OF_PROJECT,
    SEAL,
    days_text,
    differences,
    figures_text,
)
from zhucun.publish.projection.names import Names
from zhucun.publish.projection.negative_list import cases_by_path
from zhucun.publish.projection.postings import kept_postings, posting_shown
from zhucun.publish.projection.projects import project_shown
from zhucun.publish.projection.tables import public_tables
from zhucun.publish.projection.undone import Step, steps
from zhucun.read.layout import Place
from zhucun.read.tree import Record
from zhucun.schema.disclosure import Public

KIND: Final = "更正"

Marks = dict[str, list[model.Corrected]]
Rows = dict[str, tuple[tuple[model.TableCell, ...], ...]]


@dataclass
class _Told:
    """What was found, by what it is about; the newest first."""

    months: Marks = field(default_factory=lambda: defaultdict(list))
    boards: Marks = field(default_factory=lambda: defaultdict(list))
    cadres: Marks = field(default_factory=lambda: defaultdict(list))
    projects: Marks = field(default_factory=lambda: defaultdict(list))
    cases: Marks = field(default_factory=lambda: defaultdict(list))
    bulletins: Marks = field(default_factory=lambda: defaultdict(list))
    articles: Marks = field(default_factory=lambda: defaultdict(list))
    tables: Marks = field(default_factory=lambda: defaultdict(list))
    events: dict[model.Event, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Corrections:
    """The corrections of a county that changed what `shown` tells."""

    shown: model.County
    names: Names
    public: Public
    place_name: Callable[[str], str]
    _told: _Told = field(default_factory=_Told)

    def told(self) -> tuple[model.County, tuple[model.Event, ...]]:
        """The county with its corrected figures marked, and an event for each correction."""
        known: Rows | None = None
        for step in steps(self.names.county):
            if step.in_tables:
                known = self._tables(step, known)
                continue
            known = None
            self._months(step)
            self._boards(step)
            self._cadres(step)
            self._projects(step)
            self._cases(step)
            self._articles(step)
            self._bulletins(step)
        return (self._marked() if self._told.events else self.shown), tuple(self._told.events)

    def _marked(self) -> model.County:
        told = self._told
        by_path = cases_by_path(self.names.county, self.names, self.place_name)
        cases = (_with(case, told.cases[path]) for path, case in by_path.items())
        return replace(
            self.shown,
            cadres=tuple(self._marked_cadre(c) for c in self.shown.cadres),
            projects=tuple(_with(p, told.projects[p.id]) for p in self.shown.projects),
            cases=tuple(sorted(cases, key=lambda c: (c.found_on, c.kind, c.id, c.statement))),
            articles=tuple(_with(a, told.articles[a.slug]) for a in self.shown.articles),
            bulletins=tuple(_with(b, told.bulletins[b.month]) for b in self.shown.bulletins),
            tables=tuple(_with(t, told.tables[t.name]) for t in self.shown.tables),
        )

    def _marked_cadre(self, cadre: model.Cadre) -> model.Cadre:
        told = self._told
        return replace(
            cadre,
            months=tuple(_with(m, told.months[f"{cadre.id}:{m.month}"]) for m in cadre.months),
            board=cadre.board and _with(cadre.board, told.boards[cadre.id]),
            corrected=tuple(told.cadres[cadre.id]),
        )

    # -- attendance and whereabouts ----------------------------------------------------------

    def _months(self, step: Step) -> None:
        for id_, months in _corrected_months(step).items():
            cadre = next((c for c in self.shown.cadres if c.id == id_), None)
            if cadre is None:
                continue
            before, after = (self._months_of(side, id_) for side in (step.before, step.after))
            for shown in cadre.months:
                month = shown.month
                if month not in months or month not in before or month not in after:
                    continue
                one, other = before[month], after[month]
                days = days_text(one, other)
                seal = differences((SEAL,), one, other) if one.sealed_on else []
                if text := "，".join((*days, *seal)):
                    self._told.months[f"{id_}:{month}"].append(self._mark(step.date, text))
                    about, path = cadre.shown, cadre_path(id_)
                    if not days:  # one stamp for all of a township
                        township = self._township(shown.place)
                        about, path = township.name, region_path(township.code)
                    sealed = f"（原来{cn_date(one.sealed_on)}盖章）" if one.sealed_on else ""
                    self._note(step.date, f"{about}，{cn_month(month)}到岗：{text}{sealed}", path)

    def _months_of(self, county: CountyFacts, id_: str) -> dict[str, model.Month]:
        cadre = self.names.county.cadres[id_]
        days = self.names.settings.expired_posting_days
        postings = kept_postings(cadre, county.as_of, days)
        return {m.month: m for m in Attendance(county, self.names).months(cadre, postings)}

    def _township(self, place: str) -> model.Township:
        return next(t for t in self.shown.townships if place in t.places)

    def _boards(self, step: Step) -> None:
        ids = {(id_, place.period) for id_, place in _named(step, "whereabouts")}
        for cadre in self.shown.cadres:
            if cadre.board is None or (cadre.id, cadre.board.week) not in ids:
                continue
            facts = self.names.county.cadres[cadre.id]
            before, after = (
                Attendance(side, self.names).board(facts) for side in (step.before, step.after)
            )
            if before and after and before.marks != after.marks:
                self._told.boards[cadre.id].append(self._mark(step.date, "更正了去向"))
                self._note(
                    step.date,
                    f"{cadre.shown}，{cn_date(cadre.board.days[0])}起一周的去向",
                    cadre_path(cadre.id),
                )

    # -- people and their work ---------------------------------------------------------------

    def _cadres(self, step: Step) -> None:
        for before, after in _records(step, "cadre"):
            cadre = next((c for c in self.shown.cadres if c.id == after.data["id"]), None)
            if cadre is None:
                continue
            text = self._cadre_text(step, before, after)
            if text:
                self._told.cadres[cadre.id].append(self._mark(step.date, text))
                self._note(step.date, f"{cadre.shown}：{text}", cadre_path(cadre.id))

    def _cadre_text(self, step: Step, before: Record, after: Record) -> str:
        one, other = (self.public("cadre", r.data) for r in (before, after))
        said = [
            f"更正了{title}"
            for key, title in (("name", "姓名"), ("unit", "派出单位"))
            if one[key] != other[key]
        ]
        sides = [self._postings(side, after.data["id"]) for side in (step.before, step.after)]
        for serial, posting in sides[1].items():
            if serial in sides[0]:
                said += differences(OF_POSTING, sides[0][serial], posting)
        return "，".join(dict.fromkeys(said))

    def _postings(self, county: CountyFacts, id_: str) -> dict[int, model.Posting]:
        """By serial; those only that are on the page today."""
        days, as_of = self.names.settings.expired_posting_days, county.as_of
        kept = {p.serial for p in kept_postings(self.names.county.cadres[id_], as_of, days)}
        cadre = county.cadres[id_]
        public = self.public("cadre", cadre.data)["postings"]
        return {
            p.serial: posting_shown(p, raw, as_of, self.place_name)
            for p, raw in zip(cadre.postings, public, strict=True)
            if p.serial in kept
        }

    def _projects(self, step: Step) -> None:
        for before, after in _records(step, "project"):
            shown = next((p for p in self.shown.projects if p.id == after.data["id"]), None)
            if shown is None or step.date < shown.published_on:
                continue
            one, other = (
                project_shown(
                    self.public("project", r.data), step.after.as_of, self.names.shown, ""
                )
                for r in (before, after)
            )
            text = "，".join(differences(OF_PROJECT, one, other))
            if text:
                self._told.projects[shown.id].append(self._mark(step.date, text))
                self._note(step.date, f"承诺“{shown.title}”：{text}", region_path(shown.village))

    def _cases(self, step: Step) -> None:
        paths = {c.file for c, _ in step.places("case")}
        if not paths:
            return
        before, after = (
            cases_by_path(side, self.names, self.place_name) for side in (step.before, step.after)
        )
        published = {r.path: r.data["publication"]["date"] for r in step.after.of("case")
                     if "publication" in r.data}  # fmt: skip
        now = cases_by_path(self.names.county, self.names, self.place_name)
        for path in sorted(paths & before.keys() & after.keys() & now.keys()):
            text = "，".join(differences(OF_CASE, before[path], after[path]))
            renamed = before[path].id != after[path].id  # a name taken back leaves no trace
            if not text or renamed or step.date < published[path]:
                continue
            named = bool(now[path].id)
            date = step.date if named else month_of(step.date)
            self._told.cases[path].append(self._mark(date, text))
            about = now[path].name or now[path].cadre if named else "不写姓名的一件"
            self._note(
                date,
                f"负面清单（{now[path].kind}，{about}）：{text}",
                board_path("cases", self.shown.code),
            )

    def _articles(self, step: Step) -> None:
        townships = self.names.county.townships
        for before, after in _records(step, "profile"):
            home = townships.get(after.place.township)
            slug = f"{home.code if home else ''}-{after.place.name}"
            shown = next((a for a in self.shown.articles if a.slug == slug), None)
            if shown is None or step.date < shown.approved_on:
                continue
            one, other = (self.public("profile", r.data) for r in (before, after))
            said = [title for key, title in OF_ARTICLE if one.get(key) != other.get(key)]
            if self.names.clean(before.body) != self.names.clean(after.body):
                said.append("正文")
            if said:
                text = f"更正了{'、'.join(said)}"
                self._told.articles[slug].append(self._mark(step.date, text))
                self._note(step.date, f"文章《{shown.title}》：{text}", column_path(slug))

    def _bulletins(self, step: Step) -> None:
        corrected = {place.period for _, place in step.places("bulletin")}
        if not corrected:
            return
        before, after = (
            {
                b.month: b
                for b in Bulletins(side, self.names, self.public, self.shown.articles).shown()
            }
            for side in (step.before, step.after)
        )
        for shown in self.shown.bulletins:
            one, other = before.get(shown.month), after.get(shown.month)
            if shown.month not in corrected or not one or not other or step.date < shown.issued_on:
                continue
            said = [*figures_text(one, other), *differences(OF_BULLETIN, one, other)]
            if said:
                text = "，".join(said)
                self._told.bulletins[shown.month].append(self._mark(step.date, text))
                path = bulletin_path(self.shown.code, shown.month)
                self._note(step.date, f"《{shown.title}》：{text}", path)

    # -- boards --------------------------------------------------------------------------------

    def _tables(self, step: Step, known: Rows | None) -> Rows:
        """Marks the tables that a step changed; their rows before it.

        `known` are the rows after it: those before the step that was just told, if it was one of
        tables too. Making them is what takes long.
        """
        before = self._rows(step.before)
        after = known or self._rows(step.after)
        for table in self.shown.tables:
            if before.get(table.name) == after.get(table.name):
                continue
            mark = self._mark(step.date, "更正了表里的内容")
            self._told.tables[table.name].append(mark)
            path = board_path(table.board, self.shown.code)
            self._note(step.date, f"看板上的“{table.title}”：{mark.text}", path)
        return before

    def _rows(self, county: CountyFacts) -> Rows:
        tables = public_tables(county, self.names, self.place_name)
        return {table.name: table.rows for table in tables}

    def _mark(self, date: str, text: str) -> model.Corrected:
        path = f"{changes_path(self.shown.code, date)}#{change_anchor(date)}"
        return model.Corrected(date, text, path)

    def _note(self, date: str, text: str, path: str) -> None:
        self._told.events[model.Event(date, KIND, text, path)] = None


T = TypeVar(
    "T",
    model.Month,
    model.Board,
    model.Project,
    model.Case,
    model.Article,
    model.Bulletin,
    model.Table,
)


def _with(shown: T, corrected: list[model.Corrected]) -> T:
    return replace(shown, corrected=tuple(corrected)) if corrected else shown


def _records(step: Step, kind: str) -> Iterator[tuple[Record, Record]]:
    """The corrected records of a kind, each before and after."""
    paths = {c.file for c, _ in step.places(kind)}
    before = {r.path: r for r in step.before.of(kind)}
    for record in step.after.of(kind):
        if record.path in paths:
            yield before[record.path], record


def _named(step: Step, kind: str) -> Iterator[tuple[str, Place]]:
    """The cadres whose lines are corrected; those of the whole file where its seal is."""
    everybody = {r.path: r.data.get("sheets", {}) for r in step.after.of(kind)}
    for correction, place in step.places(kind):
        for change in correction.changes:
            parts = change.item.split("/")
            ids = everybody.get(correction.file, ()) if parts[0] == "seal" else parts[1:2]
            yield from ((id_, place) for id_ in ids)


def _corrected_months(step: Step) -> dict[str, set[str]]:
    """By cadre, the months that corrected days bear on: a week stands in the month it ends in."""
    found: dict[str, set[str]] = defaultdict(set)
    for id_, place in _named(step, "attendance"):
        found[id_] |= {place.period, next_month(place.period)}
    for id_, place in _named(step, "whereabouts"):
        found[id_].update(month_of(day) for day in week_days(place.period))
    return dict(sorted(found.items()))
