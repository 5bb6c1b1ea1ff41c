"""The column 我在乡村振兴第一线: which articles may stand, and what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre
from zhucun.facts.profiles import stands_on
from zhucun.publish.model import Article, Photo
from zhucun.publish.projection.bulletins import paragraphs
from zhucun.publish.projection.names import Names
from zhucun.publish.projection.negative_list import has_named_open_case
from zhucun.publish.projection.photo import photo_of
from zhucun.read.files import Files
from zhucun.read.tree import Record
from zhucun.schema.disclosure import Public, consents


@dataclass(frozen=True)
class Articles:
    """The articles of a county. `public` projects a record of a kind."""

    county: CountyFacts
    names: Names
    public: Public
    files: Files

    def shown(self) -> tuple[Article, ...]:
        """Those that stand on the day of the data, newest first."""
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
            public = self.public("profile", record.data)
            approved = public["approval"]["date"]
            posting = cadre.posting_on(approved)
            slug = f"{codes[record.place.township]}-{record.place.name}"
            shown.append(
                Article(
                    slug=slug,
                    title=public["title"],
                    cadre=public["cadre"],
                    month=public["month"],
                    summary=public["summary"],
                    deed=public["deed"],
                    method=public["method"],
                    experience=public["experience"],
                    body=paragraphs(self.names.clean(record.body)),
                    approved_on=approved,
                    photo=self._photo(record, cadre, public.get("photo"), slug),
                    village=posting.village if posting else "",
                    projects=tuple(public.get("projects", ())),
                )
            )
        return tuple(sorted(shown, key=lambda a: (a.month, a.approved_on, a.slug), reverse=True))

    def _photo(
        self, record: Record, cadre: Cadre, photo: Mapping[str, Any] | None, slug: str
    ) -> Photo | None:
        """The photo, if he agrees to it and it can be used."""
        if photo is None or not consents(cadre.data, "照片", self.county.as_of):
            return None
        path = f"{record.path.rpartition('/')[0]}/{photo['file']}"
        if path in self.county.unusable:
            return None
        return photo_of(self.files, path, slug, photo["alt"])

    def _may_appear(self, cadre: Cadre) -> bool:
        """In the column: consented, still shown, and no open case published with the name.

        A case that isn't public changes nothing here, or what goes would tell of it.
        """
        return (
            consents(cadre.data, "专栏", self.county.as_of)
            and cadre.id in self.names.shown
            and not has_named_open_case(self.county, cadre.id, self.names)
        )
