"""Promises and projects as the public may see them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import PLANS, shown_notices
from zhucun.facts.projects import state_on
from zhucun.publish.model import Progress, Project
from zhucun.read.tree import Record
from zhucun.schema.disclosure import Public


@dataclass(frozen=True)
class Projects:
    """The projects of a county. `public` projects a record of a kind; `cadres` are those shown."""

    county: CountyFacts
    public: Public
    cadres: frozenset[str]

    @cached_property
    def shown(self) -> tuple[Project, ...]:
        """Those that a notice decided to publish, by village, year and term."""
        as_of = self.county.as_of
        shown = [
            project_shown(self.public("project", r.data), as_of, self.cadres, found[0].decided_on)
            for r in self._posted
            if (found := shown_notices(self.county, r.path, PLANS))
        ]
        return tuple(sorted(shown, key=lambda p: (p.village, p.year, p.due, p.id)))

    @cached_property
    def undecided(self) -> int:
        """This year's projects that nobody decided to publish, or that were taken back."""
        year = int(self.county.as_of[:4])
        registered = [r for r in self._posted if r.data["year"] == year]
        return len(registered) - sum(p.year == year for p in self.shown)

    @cached_property
    def _posted(self) -> list[Record]:
        as_of = self.county.as_of
        found = self.county.of("project")
        return [r for r in found if r.data.get("posted_on", as_of) <= as_of]


def project_shown(
    public: dict[str, Any], as_of: str, cadres: frozenset[str], published_on: str
) -> Project:
    """A project as of a day; `cadres` are those that the site shows."""
    completed = public.get("completed_on", "")
    progress = (
        Progress(p["date"], p["percent"], p.get("text", ""))
        for p in public.get("progress", ())
        if p["date"] <= as_of
    )
    return Project(
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
        completed_on=completed if completed <= as_of else "",
        state=state_on(public, as_of),
        published_on=published_on,
    )
