"""The rows of the public data files, from the model of a county and from the law.

A row names its values by the columns that `api_v1.yml` promises; what those are called in the
model or in the records is no matter of the readers'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from zhucun.law.pack import Pack
from zhucun.publish.model import BUSINESS, IN_VILLAGE, County
from zhucun.publish.open_data.api import COUNTY, Dataset, Value
from zhucun.publish.open_data.table_datasets import table_rows
from zhucun.publish.pages.coverage import Chapter, requirement_rows

Row = Mapping[str, object]
_BOARD_WORDS = {IN_VILLAGE: "在村", BUSINESS: "因公外出"}


def rows_of(dataset: Dataset, county: County) -> Iterator[tuple[Value, ...]]:
    """The rows of one county in a dataset of scope county; they depend on nothing else."""
    own = _OF_COUNTY.get(dataset.name)
    rows = own(county) if own else table_rows(county, dataset)
    head = {COUNTY[0].key: county.code, COUNTY[1].key: county.name}
    for row in rows:
        yield dataset.row({**head, **row})


def law_rows_of(
    dataset: Dataset, packs: Iterable[Pack], chapters: Iterable[Chapter], as_of: str
) -> Iterator[tuple[Value, ...]]:
    """The rows of a dataset of scope law: of the packs that are followed on a day."""
    rows = requirement_rows(chapters) if dataset.name == "requirements" else _values(packs, as_of)
    return map(dataset.row, rows)


def _attendance(county: County) -> Iterator[Row]:
    for cadre in county.cadres:
        for month in cadre.months:
            days = {
                "in_village": month.in_village,
                "business": month.business,
                "other": month.other,
                "off_post": month.off_post,
                "unpublished": month.unpublished,
                "counted": month.counted,
            }
            yield {
                "cadre": cadre.id,
                "name": cadre.name,
                "month": month.month,
                "village": month.place,
                **(days if month.registered else dict.fromkeys(days)),
                "need": month.need,
                "state": month.state,
                "sealed_on": month.sealed_on,
                "article": month.basis.article if month.basis else None,
                "quote": month.basis.quote if month.basis else None,
                "corrected_on": month.corrected_on,
            }


def _weeks(county: County) -> Iterator[Row]:
    for cadre in county.cadres:
        for month in cadre.months:
            for week in month.weeks:
                yield {
                    "cadre": cadre.id,
                    "name": cadre.name,
                    "week": week.week,
                    "start": week.start,
                    "level": week.level,
                }


def _whereabouts(county: County) -> Iterator[Row]:
    for cadre in county.cadres:
        if cadre.board:
            for day, mark in zip(cadre.board.days, cadre.board.marks, strict=True):
                yield {
                    "cadre": cadre.id,
                    "name": cadre.name,
                    "week": cadre.board.week,
                    "date": day,
                    "status": _BOARD_WORDS.get(mark),
                }


def _assessment(county: County) -> Iterator[Row]:
    found = county.completeness
    yield {
        "year": found.year,
        "cadres": found.cadres,
        "daily": found.daily,
        "half_year": found.half_year,
        "year_end": found.year_end,
        "graded": found.graded,
        "form_sent": found.form_sent,
        "logs_due": found.logs_due,
        "logs_uploaded": found.logs_uploaded,
        "logs_explained": found.logs_explained,
    }


def _projects(county: County) -> Iterator[Row]:
    for project in county.projects:
        yield {
            "id": project.id,
            "title": project.title,
            "cadre": project.cadre,
            "village": project.village,
            "year": project.year,
            "goal": project.goal,
            "measures": project.measures,
            "due": project.due,
            "responsible": project.responsible,
            "posted_on": project.posted_on,
            "completed_on": project.completed_on,
            "yuan": sum(yuan for _, yuan in project.funding),
            "percent": project.percent,
            "state": project.state,
            "corrected_on": project.corrected_on,
        }


def _cases(county: County) -> Iterator[Row]:
    for case in county.cases:
        yield {
            "id": case.id,
            "kind": case.kind,
            "township": case.township,
            "role": case.role,
            "found_on": case.found_on,
            "dispositions": tuple(f"{kind} {day}".rstrip() for kind, day in case.dispositions),
            "closed_on": case.closed_on,
            "outcome": case.outcome,
            "published_on": case.published_on,
            "notice_until": case.notice_until,
            "stage": case.stage,
            "statement": case.statement,
            "name": case.name,
            "corrected_on": case.corrected_on,
        }


def _column(county: County) -> Iterator[Row]:
    for article in county.articles:
        yield {
            "id": article.slug,
            "title": article.title,
            "cadre": article.cadre,
            "village": article.village,
            "month": article.month,
            "summary": article.summary,
            "deed": article.deed,
            "method": article.method,
            "experience": article.experience,
            "approved_on": article.approved_on,
            "corrected_on": article.corrected_on,
        }


def _bulletins(county: County) -> Iterator[Row]:
    for bulletin in county.bulletins:
        yield {
            "month": bulletin.month,
            "title": bulletin.title,
            "issued_on": bulletin.issued_on,
            "as_of": bulletin.as_of,
        }


def _bulletin_figures(county: County) -> Iterator[Row]:
    for bulletin in county.bulletins:
        for figure in bulletin.figures:
            yield {
                "month": bulletin.month,
                "name": figure.name,
                "value": figure.value,
                "unit": figure.unit,
                "article": figure.article,
            }


def _changes(county: County) -> Iterator[Row]:
    for event in county.events:
        yield {
            "happened_on": event.date,
            "kind": event.kind,
            "text": event.text,
            "page": event.path,
        }


def _villages(county: County) -> Iterator[Row]:
    for township in county.townships:
        for village in township.villages:
            chief = village.secretary
            stars_year, stars = village.stars[0] if village.stars else (None, None)
            at_home = (c.id for c in county.cadres if c.active and c.posting.place == village.code)
            yield {
                "township": township.name,
                "code": village.code,
                "name": village.name,
                "kind": village.kind,
                "contact": village.contact,
                "weak_listed": village.weak_listed,
                "weak_lifted": village.weak_lifted,
                "cadres": tuple(at_home),
                "secretary": chief.name if chief else None,
                "secretary_since": chief.since if chief else None,
                "listed": chief.listed if chief else None,
                "stars": stars,
                "stars_year": stars_year,
            }


_OF_COUNTY: Mapping[str, Callable[[County], Iterator[Row]]] = {
    "attendance": _attendance,
    "weeks": _weeks,
    "whereabouts": _whereabouts,
    "assessment": _assessment,
    "projects": _projects,
    "cases": _cases,
    "column": _column,
    "bulletins": _bulletins,
    "bulletin_figures": _bulletin_figures,
    "changes": _changes,
    "villages": _villages,
}


def _values(packs: Iterable[Pack], as_of: str) -> Iterator[Row]:
    for pack in packs:
        for value in pack.values(as_of):
            yield {
                "regulation": pack.id,
                "key": value.key,
                "title": value.title,
                "value": value.shown,
                "since": value.since,
                "article": value.cite.article if value.cite else None,
                "quote": value.cite.quote if value.cite else None,
                "decision": value.decision.id if value.decision else None,
                "note": value.note,
            }
