"""Monthly bulletins for the public: those that were issued and stand, names as published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from zhucun.facts.bulletins import issued_bulletins
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import is_on_negative_list, notices_of
from zhucun.publish.model import Article, Bulletin, BulletinFigure
from zhucun.publish.projection.names import Names
from zhucun.schema.disclosure import Public

#: What stands for the title of an article that isn't in the column (any more).
STRUCK: Final = "〔文章已撤下〕"
#: What stands for the statement of a case or a notice that the site doesn't show (any more).
UNSTATED: Final = "〔公示已撤下〕"


@dataclass(frozen=True)
class Bulletins:
    """A county's bulletins. `public` projects a record of a kind; `articles` are those shown."""

    county: CountyFacts
    names: Names
    public: Public
    articles: tuple[Article, ...]

    def shown(self) -> tuple[Bulletin, ...]:
        """Those that stand on the day of the data, the newest month first."""
        found = (
            self._bulletin(self.public("bulletin", record.data), record.body)
            for record in issued_bulletins(self.county)
        )
        return tuple(sorted(found, key=lambda bulletin: bulletin.month, reverse=True))

    def _bulletin(self, public: dict[str, Any], body: str) -> Bulletin:
        return Bulletin(
            month=public["month"],
            title=self._as_shown(public["title"]),
            as_of=public["as_of"],
            figures=tuple(_figure(figure) for figure in public["figures"]),
            body=paragraphs(self._as_shown(self.names.clean(body))),
            issued_on=public["issued"]["date"],
        )

    def _as_shown(self, text: str) -> str:
        """The text without the words of what the site doesn't show: a bulletin outlasts the consent
        to an article, and the notice of a case.
        """
        for statement in self._unstated:
            text = text.replace(statement, UNSTATED)
        shown = {(a.title, a.summary) for a in self.articles}
        for record in self.county.of("profile"):
            words = self.names.clean(record.data["title"]), self.names.clean(record.data["summary"])
            if words not in shown:
                for word in words:
                    text = text.replace(word, STRUCK)
        return text

    @cached_property
    def _unstated(self) -> tuple[str, ...]:
        """Statements of cases and notices that are no longer shown, the longest first."""
        county, days = self.county, self.names.settings.closed_case_days
        found = {
            case.data["publication"]["statement"]
            for cases in county.cases.values()
            for case in cases
            if "publication" in case.data and not is_on_negative_list(county, case, days)
        }
        found |= {n.statement for n in notices_of(county) if not n.is_shown(county.as_of)}
        return tuple(sorted(map(self.names.clean, found - {""}), key=len, reverse=True))


def _figure(public: dict[str, Any]) -> BulletinFigure:
    basis = public.get("basis", {})
    return BulletinFigure(
        name=public["name"],
        value=public["value"],
        unit=public["unit"],
        regulation=basis.get("regulation", ""),
        article=basis.get("article", ""),
    )


def paragraphs(body: str) -> tuple[str, ...]:
    """A text is decided with its front matter; here it is paragraphs of plain text."""
    parts = (part.strip() for part in body.split("\n\n"))
    return tuple(part for part in parts if part)
