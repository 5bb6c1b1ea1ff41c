"""One county as the public may see it: the model made from the projected records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, is_over
from zhucun.facts.logweeks import log_weeks
from zhucun.facts.notices import KINDS, PLANS, shown_notices, window_days
from zhucun.facts.people import Cadre as CadreFacts
from zhucun.facts.people import Posting as PostingFacts
from zhucun.facts.presence import months_of, value_of
from zhucun.facts.profiles import stands_on
from zhucun.publish import model
from zhucun.publish.attendance import Attendance, basis_of
from zhucun.publish.names import Names
from zhucun.publish.negative_list import cases_of, counts_of, has_named_open_case
from zhucun.publish.photo import photo_of
from zhucun.publish.tables import public_tables
from zhucun.read.files import Files, files_of
from zhucun.read.tree import Record
from zhucun.schema.disclosure import (
    LAST_DAY,
    Publication,
    consents,
    project,
    publication_of,
    without_numbers,
)

# The parameters that the boards of a county rest on.
BASES = (
    "attendance.min_days",
    "whereabouts.daily",
    "log.per_week",
    "project.min_per_year",
    "negative_list.kinds",
    "scores.weights.daily",
)


class UnfitError(Exception):
    """Records that no site can be made from; the message is a Chinese sentence."""


def project_county(county: CountyFacts, source: Path | Files) -> model.County:
    """The public model of a county. Reads no file but the photos that may be shown.

    UnfitError when the county or its city has no valid region record.
    """
    for record, folder in ((county.city_region, county.city_slug), (county.region, county.slug)):
        if record is None:
            raise UnfitError(
                f"{folder} 没有可用的 region.yml，不知道是哪个地区；请先运行 zhucun check 并改正。"
            )
    return _Projection(county, files_of(source)).county_model()


@dataclass(frozen=True)
class _Projection:
    county: CountyFacts
    files: Files

    @cached_property
    def settings(self) -> Publication:
        city, own = self.county.city_region, self.county.region
        return publication_of(
            city.data.get("publication", {}) if city else {},
            own.data.get("publication", {}) if own else {},
        )

    @cached_property
    def names(self) -> Names:
        shown = (c.id for c in self.county.cadres.values() if self._shown_postings(c))
        return Names(self.county, self.settings, frozenset(shown))

    def _public(self, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
        return project(kind, data, self.settings, self.county.as_of, self.names.clean)

    def county_model(self) -> model.County:
        city, own = (
            self._public("region", record.data) if record else {}
            for record in (self.county.city_region, self.county.region)
        )
        pack = self.county.pack(self.county.as_of)
        regulation = pack.id if pack else ""
        values = {key: value_of(pack, key, self.county.as_of) for key in BASES}
        bases = {
            key: basis_of(v, regulation) for key, v in values.items() if v and not v.undetermined
        }
        source = own.get("source", city.get("source", {}))
        return model.County(
            code=own["code"],
            name=own["name"],
            city_code=city["code"],
            city_name=city["name"],
            sample=bool(own.get("sample", city.get("sample", False))),
            source=f"{source['name']}（{source['date']}）" if source else "",
            records_from=own["records_from"],
            regulation=regulation,
            townships=self.townships,
            cadres=self.cadres,
            projects=self.projects,
            undecided_projects=self.undecided_projects,
            cases=cases_of(self.county, self.names, self._place_name),
            case_counts=counts_of(self.county),
            articles=self.articles,
            completeness=self.completeness,
            bases={key: basis for key, basis in bases.items() if basis},
            publication=(
                ("干部姓名", self.settings.names),
                ("联系电话", self.settings.phones),
                ("离任保留天数", f"{self.settings.expired_posting_days} 天"),
                ("结案保留天数", f"{self.settings.closed_case_days} 天"),
            ),
            notice_days=tuple(
                (kind, window_days(self.county, kind, self.county.as_of)) for kind in KINDS
            ),
            tables=public_tables(self.county, self.names, self._place_name),
            unusable=len(self.county.unusable.union(self.county.missing_regions)),
        )

    # -- places ------------------------------------------------------------------------------

    @cached_property
    def townships(self) -> tuple[model.Township, ...]:
        regions = [self._public("region", r.data) for r in self.county.of("region")]
        return tuple(
            model.Township(
                code=region["code"],
                name=region["name"],
                villages=tuple(
                    _village(v) for v in sorted(region["villages"], key=lambda v: str(v["code"]))
                ),
            )
            for region in sorted(regions, key=lambda r: str(r["code"]))
            if region["level"] == "乡镇"
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {t.code: t.name for t in self.townships}
        names.update({v.code: v.name for t in self.townships for v in t.villages})
        return names

    def _place_name(self, code: str) -> str:
        return self._names.get(code, "")

    # -- people ------------------------------------------------------------------------------

    def _shown_postings(self, cadre: CadreFacts) -> tuple[PostingFacts, ...]:
        """Postings that run, or ended no longer ago than the region keeps them."""
        return tuple(
            p
            for p in cadre.postings
            if p.span.start <= self.county.as_of
            and (
                p.span.end is None
                or days_between(p.span.end, self.county.as_of) - 1
                <= self.settings.expired_posting_days
            )
        )

    @cached_property
    def cadres(self) -> tuple[model.Cadre, ...]:
        attendance = Attendance(self.county, self.names)
        shown = []
        for cadre in self.county.cadres.values():
            postings = self._shown_postings(cadre)
            if not postings:
                continue
            public = self._public("cadre", cadre.data)
            months = attendance.months(cadre, postings)
            unit = self.county.units.get(public["unit"])
            shown.append(
                model.Cadre(
                    id=public["id"],
                    name=public["name"],
                    phone=public["phone"],
                    unit=without_numbers(unit.name) if unit else "",
                    unit_level=unit.level if unit else "",
                    postings=tuple(
                        self._posting(p, public["postings"][cadre.postings.index(p)])
                        for p in postings
                    ),
                    months=months,
                    logs=attendance.logs(cadre, months),
                    board=attendance.board(cadre),
                )
            )
        return tuple(shown)

    def _posting(self, posting: PostingFacts, public: dict[str, Any]) -> model.Posting:
        ended = public.get("ended", {}).get("date", LAST_DAY)
        over = ended <= self.county.as_of
        return model.Posting(
            role=public["role"],
            place=public["village"],
            place_name=self._place_name(public["village"]),
            since=public["from"],
            until=ended if over else public["to"],
            ended=over,
            active=posting.span.covers(self.county.as_of),
            issuer=public["appointment"]["issuer"],
            appointed_on=public["appointment"]["date"],
        )

    # -- work --------------------------------------------------------------------------------

    @cached_property
    def projects(self) -> tuple[model.Project, ...]:
        as_of = self.county.as_of
        shown = [
            _project(self._public("project", r.data), as_of, self.names.shown)
            for r in self._projects
            if shown_notices(self.county, r.path, PLANS)
        ]
        return tuple(sorted(shown, key=lambda p: (p.village, p.year, p.due, p.id)))

    @cached_property
    def undecided_projects(self) -> int:
        """This year's projects that nobody decided to publish, or that were taken back."""
        year = int(self.county.as_of[:4])
        registered = [r for r in self._projects if r.data["year"] == year]
        return len(registered) - sum(p.year == year for p in self.projects)

    @cached_property
    def _projects(self) -> list[Record]:
        as_of = self.county.as_of
        found = self.county.of("project")
        return [r for r in found if r.data.get("posted_on", as_of) <= as_of]

    @cached_property
    def articles(self) -> tuple[model.Article, ...]:
        codes = {t.slug: t.code for t in self.county.townships.values()}
        shown = []
        for record in self.county.of("profile"):
            cadre = self.county.cadres.get(record.data["cadre"])
            if (
                cadre is None
                or record.place.township not in codes
                or not stands_on(record, self.county.as_of)
                or not self._may_appear(cadre)
            ):
                continue
            public = self._public("profile", record.data)
            folder = record.path.rpartition("/")[0]
            photo = public.get("photo")
            slug = f"{codes[record.place.township]}-{record.place.name}"
            shown.append(
                model.Article(
                    slug=slug,
                    title=public["title"],
                    cadre=public["cadre"],
                    month=public["month"],
                    summary=public["summary"],
                    deed=public["deed"],
                    method=public["method"],
                    experience=public["experience"],
                    body=_paragraphs(self.names.clean(record.body)),
                    approved_on=public["approval"]["date"],
                    photo=photo_of(self.files, f"{folder}/{photo['file']}", slug, photo["alt"])
                    if photo and consents(cadre.data, "照片", self.county.as_of)
                    else None,
                )
            )
        return tuple(sorted(shown, key=lambda a: (a.month, a.approved_on, a.slug), reverse=True))

    def _may_appear(self, cadre: CadreFacts) -> bool:
        """In the column: consented, still shown, and no open case published with the name.

        A case that isn't public changes nothing here, or what goes would tell of it.
        """
        return (
            consents(cadre.data, "专栏", self.county.as_of)
            and cadre.id in self.names.shown
            and not has_named_open_case(self.county, cadre.id, self.names)
        )

    @cached_property
    def completeness(self) -> model.Completeness:
        year = int(self.county.as_of[:4])
        served = [
            c
            for c in self.county.cadres.values()
            if c.postings_in(f"{year}-01-01", self.county.as_of)
        ]
        parts = [
            r.data for c in served if (r := self.county.assessments.get((c.id, year))) is not None
        ]
        weeks = [
            log_weeks(self.county, c, m)
            for c in served
            for m in months_of(self.county, c)
            if m.startswith(str(year))
        ]
        return model.Completeness(
            year=year,
            cadres=len(served),
            daily=sum("daily" in p for p in parts),
            half_year=sum("half_year" in p for p in parts),
            year_end=sum("year_end" in p for p in parts),
            graded=sum("grades" in p for p in parts),
            form_sent=sum("registration_form" in p for p in parts),
            logs_due=sum(len(w.due) for w in weeks),
            logs_uploaded=sum(len(w.uploaded) for w in weeks),
            logs_explained=sum(len(w.explained) for w in weeks),
        )


def _village(public: dict[str, Any]) -> model.Village:
    board, weak = public.get("board", {}), public.get("weak", {})
    return model.Village(
        code=public["code"],
        name=public["name"],
        kind=public["kind"],
        contact=public.get("contact", ""),
        board=board.get("location", ""),
        board_since=board.get("since", ""),
        weak_listed=weak.get("listed", ""),
        weak_lifted=weak.get("lifted", ""),
    )


def _project(public: dict[str, Any], as_of: str, cadres: frozenset[str]) -> model.Project:
    """A project as of a day; `cadres` are those that the site shows."""
    completed = public.get("completed_on", "")
    completed = completed if completed <= as_of else ""
    if completed:
        state = "按期完成" if completed <= public["due"] else "逾期完成"
    else:
        state = "已逾期" if is_over(public["due"], as_of) else "进行中"
    progress = (
        model.Progress(p["date"], p["percent"], p.get("text", ""))
        for p in public.get("progress", ())
        if p["date"] <= as_of
    )
    return model.Project(
        id=public["id"],
        title=public["title"],
        cadre=public["cadre"] if public["cadre"] in cadres else "",
        village=public["village"],
        year=public["year"],
        goal=public["goal"],
        measures=public["measures"],
        due=public["due"],
        responsible=public["responsible"],
        funding=tuple((f["source"], f["yuan"]) for f in public.get("funding", ())),
        posted_on=public.get("posted_on", ""),
        progress=tuple(sorted(progress, key=lambda p: p.date)),
        completed_on=completed,
        state=state,
    )


def _paragraphs(body: str) -> tuple[str, ...]:
    """An article's text is approved with its front matter; here it is paragraphs of plain text."""
    parts = (part.strip() for part in body.split("\n\n"))
    return tuple(part for part in parts if part)
