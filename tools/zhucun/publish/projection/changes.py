"""What changed: dated facts of a county that its public pages tell, one sentence each.

Nothing is told here that no other page tells. What leaves the site leaves this list too; of what
was taken back only a number stays, by month and kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from zhucun.facts.cases import is_open_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, plus
from zhucun.facts.notices import NEGATIVE_LIST, PLANS, cadres_of, is_taken_back, notices_of
from zhucun.publish.addresses import board_path, bulletin_path, cadre_path, column_path, region_path
from zhucun.publish.model import Cadre, Case, County, Event, Month, Posting, Project
from zhucun.publish.page import cn_month, short_month
from zhucun.publish.projection import corrected
from zhucun.publish.projection.corrected import Corrections
from zhucun.publish.projection.names import Names
from zhucun.publish.projection.negative_list import has_named_open_case
from zhucun.publish.projection.postings import kept_postings
from zhucun.schema.disclosure import Public, consents

ARRIVED, LEFT, REGISTERED = "到任", "离任", "登记"
PROMISED, PROGRESSED, COMPLETED, LIFTED = "承诺", "进展", "完成", "摘帽"
CASE, NOTICE, ARTICLE, BULLETIN = "负面清单", "公示", "刊发", "简报"
CORRECTED, TAKEN_BACK = corrected.KIND, "撤下"
#: The kinds in the order in which a page counts them.
KINDS: Final = (
    REGISTERED,
    ARRIVED,
    LEFT,
    PROMISED,
    PROGRESSED,
    COMPLETED,
    LIFTED,
    CASE,
    NOTICE,
    ARTICLE,
    BULLETIN,
    CORRECTED,
    TAKEN_BACK,
)


def with_changes(
    names: Names, public: Public, place_name: Callable[[str], str], county: County
) -> County:
    """The county with its events, the newest first, and with its corrected figures marked."""
    marked, corrections = Corrections(county, names, public, place_name).told()
    told = _Told(names.county, names, public, county)
    events = [e for e in (*told.events(), *corrections) if _is_told(e, county, names.county.as_of)]
    events.sort(key=lambda e: (KINDS.index(e.kind), e.path, e.text))
    events.sort(key=lambda e: e.date, reverse=True)
    return replace(marked, events=tuple(events))


def _is_told(event: Event, county: County, as_of: str) -> bool:
    """Within what the county keeps records of, and not to come."""
    return county.records_from <= event.date <= as_of


@dataclass(frozen=True)
class _Told:
    """`county` is what the public reads, `facts` what dates are taken from that it lacks."""

    facts: CountyFacts
    names: Names
    public: Public
    county: County

    def events(self) -> Iterator[Event]:
        yield from self._of_people()
        yield from self._of_sheets()
        yield from self._of_projects()
        yield from self._of_pledges()
        yield from self._of_villages()
        yield from self._of_cases()
        yield from self._of_notices()
        for article in self.county.articles:
            text = f"刊发文章《{article.title}》"
            yield Event(article.approved_on, ARTICLE, text, column_path(article.slug))
        for bulletin in self.county.bulletins:
            path = bulletin_path(self.county.code, bulletin.month)
            yield Event(bulletin.issued_on, BULLETIN, f"发布《{bulletin.title}》", path)
        yield from self._taken_back()

    # -- people ------------------------------------------------------------------------------

    def _of_people(self) -> Iterator[Event]:
        for cadre in self.county.cadres:
            path = cadre_path(cadre.id)
            for posting in cadre.postings:
                again = "连任" if _follows(posting, cadre) else ""
                begun = (
                    f"在{posting.place_name}连任{posting.role}"
                    if again
                    else f"到{posting.place_name}任{posting.role}"
                )
                yield Event(posting.since, ARRIVED, cadre.shown + begun, path)
                over = not posting.active and posting.until <= self.facts.as_of
                if over and not _is_followed(posting, cadre):
                    text = f"{cadre.shown}离任（{posting.place_name}{posting.role}）"
                    yield Event(posting.until, LEFT, text, path)

    def _of_sheets(self) -> Iterator[Event]:
        """A township's sealed sheets of a month, with how many of the cadres shown are on them."""
        months = {(c.id, m.month): m for c in self.county.cadres for m in c.months}
        codes = {t.slug: t.code for t in self.facts.townships.values()}
        titles = {t.code: t.name for t in self.county.townships}
        for record in self.facts.of("attendance"):
            sheet = self.public("attendance", record.data)
            code = codes[record.place.township]
            sealed = sheet.get("seal", {}).get("date", "")  # of no day, and so not told
            shown = [m for id_ in sheet["sheets"] if (m := months.get((id_, sheet["month"])))]
            if shown:
                text = f"{titles[code]}登记了{_month_in(sealed, shown[0])}到岗，{len(shown)} 人"
                yield Event(sealed, REGISTERED, text, region_path(code))

    # -- work --------------------------------------------------------------------------------

    def _of_projects(self) -> Iterator[Event]:
        villages = {v.code: v.name for t in self.county.townships for v in t.villages}
        for project in self.county.projects:
            path = region_path(project.village) if project.village in villages else ""
            village = villages.get(project.village, "")
            name = f"{'' if project.title.startswith(village) else village}“{project.title}”"
            yield Event(project.published_on, PROMISED, f"公开承诺：{name}", path)
            for date, text in _steps(project):
                yield Event(date, PROGRESSED, f"{name}{text}", path)
            if project.completed_on:
                text = "按期完成" if project.state == "按期完成" else "完成"
                yield Event(project.completed_on, COMPLETED, f"{name}{text}", path)

    def _of_pledges(self) -> Iterator[Event]:
        villages = {v.code: v.name for t in self.county.townships for v in t.villages}
        for pledge in self.county.pledges:
            village, path = villages.get(pledge.village, ""), region_path(pledge.village)
            if not village:
                continue
            text = f"{village}村党组织书记公开承诺（{pledge.year} 年）"
            yield Event(pledge.published_on, PROMISED, text, path)
            for task in pledge.tasks:
                if task.done_on:
                    done = f"{village}办成实事：{task.text.rstrip('。')}"
                    yield Event(max(task.done_on, pledge.published_on), COMPLETED, done, path)

    def _of_villages(self) -> Iterator[Event]:
        for township in self.county.townships:
            for village in township.villages:
                if village.weak_lifted:
                    text = f"{village.name}摘掉集体经济薄弱村的帽子"
                    yield Event(village.weak_lifted, LIFTED, text, region_path(village.code))

    # -- what is published by decision -------------------------------------------------------

    def _of_cases(self) -> Iterator[Event]:
        """Of a case without a name a number only, by its month and kind. What was done with one
        before it was published is no news.
        """
        path = board_path("cases", self.county.code)
        unnamed: Counter[tuple[str, str, str]] = Counter()
        for case in self.county.cases:
            if case.id:
                yield Event(case.published_on, CASE, f"公开一件：{_person(case)}", path)
                if case.closed_on >= case.published_on:
                    outcome = f"，{case.outcome}" if case.outcome else ""
                    yield Event(case.closed_on, CASE, f"办结一件：{_person(case)}{outcome}", path)
                continue
            unnamed[case.published_on, "公开", case.kind] += 1
            if case.closed_on >= case.published_on:
                unnamed[case.closed_on, "办结", case.kind] += 1
        for (month, act, kind), count in unnamed.items():
            yield Event(month, CASE, f"{act}不写姓名的 {count} 件：{kind}", path)

    def _of_notices(self) -> Iterator[Event]:
        """Those on the board of notices; the negative list has events of its own."""
        path = board_path("notices", self.county.code)
        public = {
            (record.path, n): item
            for record in self.facts.of("notices")
            for n, item in enumerate(self.public("notices", record.data)["notices"])
        }
        for notice in notices_of(self.facts):
            if notice.kind == NEGATIVE_LIST or not notice.is_shown(self.facts.as_of):
                continue
            people = () if notice.kind == PLANS else cadres_of(self.facts, notice)
            if not all(id_ in self.names.shown for id_ in people):
                continue
            item = public[notice.path, int(notice.pointer.rpartition("/")[2])]
            statement = item.get("statement", "")
            yield Event(item["decision"]["date"], NOTICE, f"开始公示：{statement}", path)
            if "confirmed" in item:
                yield Event(item["confirmed"]["date"], NOTICE, f"确认公布：{statement}", path)

    def _taken_back(self) -> Iterator[Event]:
        """How many publications were withdrawn, whatever they were and whoever wanted it."""
        counts: Counter[tuple[str, str]] = Counter()
        found = (
            *self._notices_taken_back(),
            *self._articles_taken_back(),
            *self._bulletins_taken_back(),
        )
        for date, what in found:
            counts[month_of(date), what] += 1
        for (month, what), count in counts.items():
            yield Event(month, TAKEN_BACK, f"撤下{what} {count} 件")

    def _notices_taken_back(self) -> Iterator[tuple[str, str]]:
        as_of = self.facts.as_of
        for notice in notices_of(self.facts):
            if notice.is_withdrawn(as_of) and notice.decided_on < notice.withdrawn_on:
                yield notice.withdrawn_on, f"{notice.kind}公示"
        for cases in self.facts.cases.values():
            for case in cases:
                published = case.data.get("publication", {}).get("date", as_of)
                if published < case.withdrawn_on <= as_of and not is_taken_back(
                    self.facts, case.path, NEGATIVE_LIST
                ):
                    yield case.withdrawn_on, f"{NEGATIVE_LIST}公示"

    def _articles_taken_back(self) -> Iterator[tuple[str, str]]:
        """Articles that stood on the day before; a consent that ends is told like a decision."""
        for record in self.facts.of("profile"):
            cadre = self.facts.cadres.get(record.data["cadre"])
            approved = record.data["approval"]["date"]
            ends = [record.data["withdrawn"]["date"]] if "withdrawn" in record.data else []
            if cadre is None:
                continue
            given = [c for c in cadre.data.get("consents", ()) if c["scope"] == "专栏"]
            ends += [c["withdrawn"] for c in given if "withdrawn" in c]
            end = min((e for e in ends if approved < e <= self.facts.as_of), default="")
            if not end:
                continue
            before = plus(end, -1)
            days = self.names.settings.expired_posting_days
            stood = consents(cadre.data, "专栏", before) and kept_postings(cadre, before, days)
            then = replace(self.facts, as_of=before)
            open_cases = any(is_open_on(c, before) for c in self.facts.cases.get(cadre.id, ()))
            if stood and not (open_cases and has_named_open_case(then, cadre.id, self.names)):
                yield end, "文章"

    def _bulletins_taken_back(self) -> Iterator[tuple[str, str]]:
        for record in self.facts.of("bulletin"):
            issued, withdrawn = (
                record.data.get(k, {}).get("date") for k in ("issued", "withdrawn")
            )
            if issued and withdrawn and issued < withdrawn <= self.facts.as_of:
                yield withdrawn, BULLETIN


def _follows(posting: Posting, cadre: Cadre) -> bool:
    """Whether the cadre was in the same post until the day before."""
    return any(_joins(earlier, posting) for earlier in cadre.postings)


def _is_followed(posting: Posting, cadre: Cadre) -> bool:
    return any(_joins(posting, later) for later in cadre.postings)


def _joins(one: Posting, other: Posting) -> bool:
    same = (one.place, one.role) == (other.place, other.role)
    return same and plus(one.until, 1) == other.since


def _month_in(date: str, month: Month) -> str:
    """A month as one says it on a day: without the year where that is the same."""
    return short_month(month.month) if month.month[:4] == date[:4] else cn_month(month.month)


def _steps(project: Project) -> Iterator[tuple[str, str]]:
    """Reports since it was published; the last of a day counts."""
    days: dict[str, int] = defaultdict(int)
    for report in project.progress:
        if report.date >= project.published_on and report.date != project.completed_on:
            days[report.date] = report.percent
    return ((date, f"做到 {percent}%") for date, percent in days.items())


def _person(case: Case) -> str:
    place = f"{case.village or case.township}{case.role}"
    return f"{case.kind}（{place}{case.name or case.cadre}）"
