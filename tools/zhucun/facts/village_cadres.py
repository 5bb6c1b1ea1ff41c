"""Village cadres: the villages' own secretaries and committee members, with their posts.

They are another population than the cadres dispatched to villages (people.Cadre): other records,
other regulations, never the same list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from zhucun.facts.dates import Span, joined
from zhucun.facts.durations import age_of
from zhucun.read.tree import Record

#: The post of a village's Party secretary, as records have it.
SECRETARY: Final = "村党组织书记"
#: Kinds of enrolment into professional management.
AS_SECRETARY: Final = "书记"
AS_YOUNG: Final = "年轻干部"
NOT_ENROLLED: Final = "无"


@dataclass(frozen=True, slots=True)
class Post:
    """One term of a village cadre in one post. `span` ends with the term, or earlier if ended;
    `village` is a code, `township` the folder of the file, `data` the record's object at
    `pointer`.
    """

    cadre: str
    serial: int
    post: str
    village: str
    township: str
    span: Span
    path: str
    pointer: str
    data: Mapping[str, Any] = field(repr=False, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One time that a village cadre is under professional management. `kind` is 书记 or 年轻干部;
    `village` the code of the village whose post was held on its first day, "" for none.
    """

    cadre: str
    kind: str
    village: str
    township: str
    span: Span
    path: str
    pointer: str
    data: Mapping[str, Any] = field(repr=False, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class VillageCadre:
    """One village cadre. `data` is the whole record."""

    id: str
    name: str
    township: str
    posts: tuple[Post, ...]
    enrolments: tuple[Enrolment, ...]
    path: str
    data: Mapping[str, Any] = field(repr=False, hash=False, compare=False)

    @property
    def service(self) -> tuple[Span, ...]:
        """Unbroken service: posts that follow one another without a day between, joined."""
        return joined(post.span for post in self.posts)

    def post_on(self, day: str) -> Post | None:
        """The post held on a day; the secretary's, if there are several."""
        held = [post for post in self.posts if post.span.covers(day)]
        return next((post for post in held if post.post == SECRETARY), held[0] if held else None)

    def first_in_post(self, start: str, end: str) -> str:
        """The first day from `start` to `end` on which a post is held; `start` if there is none."""
        days = (max(start, p.span.start) for p in self.posts if p.span.meets(start, end))
        return min(days, default=start)

    def enrolment_on(self, day: str) -> Enrolment | None:
        """The enrolment that holds on a day."""
        return next((each for each in self.enrolments if each.span.covers(day)), None)

    def enrolled_on(self, day: str) -> str:
        """As what the cadre is enrolled on a day: 书记, 年轻干部 or 无."""
        found = self.enrolment_on(day)
        return found.kind if found else NOT_ENROLLED

    def age_on(self, day: str) -> int | None:
        """The age in whole years reached by the month of a day; None without a month of birth."""
        birth = self.data.get("birth")
        return age_of(birth, day) if birth else None

    def tier_on(self, day: str) -> str | None:
        """The tier of the allowance that holds on a day; None before any and outside enrolment."""
        found = [each for each in self.data.get("tiers", ()) if each["from"] <= day]
        if not found or self.enrolled_on(day) != AS_SECRETARY:
            return None
        return str(max(found, key=lambda each: str(each["from"]))["tier"])

    def office_since(self, day: str, *, as_secretary: bool = False) -> str:
        """The first day of the unbroken service that lasts on a day, whatever the villages; ""
        if there is none. `as_secretary` counts a secretary's posts alone.
        """
        posts = (p.span for p in self.posts if not as_secretary or p.post == SECRETARY)
        return next((span.start for span in joined(posts) if span.covers(day)), "")


def village_cadre_of(record: Record) -> VillageCadre:
    """The village cadre of a schema-valid record."""
    data, township = record.data, record.place.township
    posts = tuple(
        Post(
            cadre=data["id"],
            serial=item["serial"],
            post=item["post"],
            village=item["village"],
            township=township,
            span=Span(item["from"], item.get("ended", {}).get("date", item.get("to"))),
            path=record.path,
            pointer=f"/posts/{index}",
            data=item,
        )
        for index, item in enumerate(data["posts"])
    )
    cadre = VillageCadre(data["id"], data["name"], township, posts, (), record.path, data)
    enrolments = tuple(
        Enrolment(
            cadre=cadre.id,
            kind=item["kind"],
            village=held.village if (held := cadre.post_on(item["from"])) else "",
            township=township,
            span=Span(item["from"], item.get("ended", {}).get("date")),
            path=record.path,
            pointer=f"/enrolments/{index}",
            data=item,
        )
        for index, item in enumerate(data.get("enrolments", ()))
    )
    return VillageCadre(cadre.id, cadre.name, township, posts, enrolments, record.path, data)
