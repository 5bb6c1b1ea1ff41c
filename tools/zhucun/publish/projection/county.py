"""One county as the public may see it: the model made from the projected records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.ladder import KEY as ABSENCE
from zhucun.facts.logweeks import log_weeks
from zhucun.facts.notices import KINDS, window_days
from zhucun.facts.people import Cadre as CadreFacts
from zhucun.facts.people import Posting as PostingFacts
from zhucun.facts.presence import months_of, value_of
from zhucun.publish import model
from zhucun.publish.projection.articles import Articles
from zhucun.publish.projection.attendance import Attendance, basis_of
from zhucun.publish.projection.bulletins import Bulletins
from zhucun.publish.projection.changes import with_changes
from zhucun.publish.projection.ladders import ladder_in_force
from zhucun.publish.projection.methods import methods_of
from zhucun.publish.projection.names import Names
from zhucun.publish.projection.negative_list import cases_of, counts_of
from zhucun.publish.projection.postings import gone_cadres, kept_postings, posting_shown
from zhucun.publish.projection.projects import Projects
from zhucun.publish.projection.tables import public_tables
from zhucun.publish.projection.villager_methods import villager_methods_of
from zhucun.publish.projection.villagers import Villagers
from zhucun.read.files import Files, files_of
from zhucun.schema.disclosure import (
    Publication,
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
        projects = Projects(self.county, self._public, self.names.shown)
        articles = Articles(self.county, self.names, self._public, self.files).shown()
        shown = model.County(
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
            projects=projects.shown,
            undecided_projects=projects.undecided,
            cases=cases_of(self.county, self.names, self._place_name),
            case_counts=counts_of(self.county, self.names),
            articles=articles,
            bulletins=Bulletins(self.county, self.names, self._public, articles).shown(),
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
            methods=(*methods_of(self.county), *villager_methods_of(self.county)),
            absence=ladder_in_force(pack, ABSENCE, self.county.as_of),
            villager_law=self._villagers.law,
            pledges=self._villagers.pledges,
            gone=gone_cadres(self.county, self.settings.expired_posting_days),
            unusable=len(self.county.unusable.union(self.county.missing_regions)),
        )
        return with_changes(self.names, self._public, self._place_name, shown)

    @cached_property
    def _villagers(self) -> Villagers:
        return Villagers(self.county, self.settings, self._public)

    # -- places ------------------------------------------------------------------------------

    @cached_property
    def townships(self) -> tuple[model.Township, ...]:
        regions = [self._public("region", r.data) for r in self.county.of("region")]
        return tuple(
            model.Township(
                code=region["code"],
                name=region["name"],
                villages=tuple(
                    _village(v, self._villagers.secretaries.get(v["code"]))
                    for v in sorted(region["villages"], key=lambda v: str(v["code"]))
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
        days = self.settings.expired_posting_days
        return kept_postings(cadre, self.county.as_of, days)

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
                        posting_shown(
                            p,
                            public["postings"][cadre.postings.index(p)],
                            self.county.as_of,
                            self._place_name,
                        )
                        for p in postings
                    ),
                    months=months,
                    logs=attendance.logs(cadre, months),
                    board=attendance.board(cadre),
                )
            )
        return tuple(shown)

    # -- work --------------------------------------------------------------------------------

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
            logs_explained=sum(w.said for w in weeks),
        )


def _village(public: dict[str, Any], secretary: model.Secretary | None) -> model.Village:
    stars = ((int(year), count) for year, count in public.get("stars", {}).items())
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
        secretary=secretary,
        stars=tuple(sorted(stars, reverse=True)),
    )
