"""Whom norms are about: postings, villages, townships, the county, the city, dispatching units;
village cadres in a post and their enrolments; and any act that facts are told of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from zhucun.facts.acts import STREAMS, Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span
from zhucun.facts.village_cadres import VillageCadre

CADRE: Final = "cadre"
POSTING: Final = "posting"
VILLAGE: Final = "village"
TOWNSHIP: Final = "township"
COUNTY: Final = "county"
CITY: Final = "city"
UNIT: Final = "unit"
VILLAGE_CADRE: Final = "village_cadre"
ENROLMENT: Final = "enrolment"
#: Every kind of subject that isn't an act; a stream of one of these names is no subject.
KINDS: Final = (POSTING, VILLAGE, TOWNSHIP, COUNTY, CITY, UNIT, VILLAGE_CADRE, ENROLMENT)
#: Kinds that are a time in somebody's life: the law of its first day judges it, or what lasts.
SPELLS: Final = (POSTING, VILLAGE_CADRE, ENROLMENT)
#: Kinds of records that have waivers, with the kinds of subjects whose waivers stand in each; so
#: do those of acts that are read from a person's own file.
WAIVED_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "cadre": (POSTING,),
    "region": (VILLAGE,),
    "village_cadre": (VILLAGE_CADRE, ENROLMENT),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One whom a norm is about.

    `kind` is one of KINDS or the name of a stream. `id` is a cadre's, a village cadre's or a
    unit's id, a village's code, a township's folder, whatever of these an act is of, or "" for the
    county and the city; `name` is public; `thing` is the Posting, Village, Township, Unit, Post,
    Enrolment or Act, None for the county and the city. `path` and `pointer` are its place in the
    records, `data` the object there (of a person, and of an act in a person's file, the whole
    record); `waivers` is the pointer of a list of waivers, "" for one that can have none.
    `township` is the folder of the township that it is or lies in, "" for a posting, a unit, the
    county and the city.
    """

    kind: str
    id: str
    name: str
    thing: Any = field(repr=False, hash=False, compare=False)
    path: str
    pointer: str
    data: Mapping[str, Any] = field(repr=False, hash=False, compare=False)
    waivers: str = ""
    township: str = ""

    @property
    def act(self) -> Act | None:
        """The act that it is, if it is one."""
        return self.thing if isinstance(self.thing, Act) else None

    @property
    def span(self) -> Span | None:
        """The days of a posting, a post, an enrolment or an act; None of what has no beginning."""
        if self.kind in SPELLS:
            return self.thing.span  # type: ignore[no-any-return]
        return Span(self.thing.start, self.thing.end) if self.act else None


def waived_in(kind: str) -> str:
    """The kind of records that the waivers of a kind of subjects stand in, "" where none do."""
    found = (record for record, kinds in WAIVED_IN.items() if kind in kinds)
    stream = None if kind in KINDS else STREAMS.get(kind)
    own = stream.kinds[0] if stream and len(stream.kinds) == 1 else ""
    return next(found, own if own in ("cadre", "village_cadre") else "")


def subjects_of(county: CountyFacts, kind: str) -> tuple[Subject, ...]:
    """The subjects of a kind in the order of the records; none of a kind that doesn't exist.

    The acts of a stream that are done here are the subjects of the stream's name.
    """
    if kind in KINDS:
        return county.once(_all)[kind]
    known = county.once(_of_streams)
    if kind not in known:
        known[kind] = tuple(_act(county, kind, act) for act in acts_of(county, kind) if act.here)
    return known[kind]


def _of_streams(_county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    return {}


def _all(county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    return {
        POSTING: tuple(_postings(county)),
        VILLAGE: tuple(_villages(county)),
        TOWNSHIP: tuple(_townships(county)),
        COUNTY: tuple(_whole(county, COUNTY)),
        CITY: tuple(_whole(county, CITY)),
        UNIT: tuple(_units(county)),
        VILLAGE_CADRE: tuple(_village_cadres(county, VILLAGE_CADRE)),
        ENROLMENT: tuple(_village_cadres(county, ENROLMENT)),
    }


def _postings(county: CountyFacts) -> Iterator[Subject]:
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            yield Subject(
                POSTING,
                cadre.id,
                cadre.id,
                posting,
                posting.path,
                posting.pointer,
                cadre.data,
                "/waivers",
            )


def _villages(county: CountyFacts) -> Iterator[Subject]:
    for village in county.villages.values():
        here = village.pointer
        yield Subject(
            VILLAGE,
            village.code,
            village.name,
            village,
            village.path,
            here,
            village.data,
            f"{here}/waivers",
            village.township,
        )


def _townships(county: CountyFacts) -> Iterator[Subject]:
    for township in county.townships.values():
        slug = township.slug
        yield Subject(
            TOWNSHIP, slug, township.name, township, township.path, "", township.data, "", slug
        )


def _whole(county: CountyFacts, kind: str) -> Iterator[Subject]:
    region = county.region if kind == COUNTY else county.city_region
    if region:
        yield Subject(kind, "", str(region.data["name"]), None, region.path, "", region.data)


def _units(county: CountyFacts) -> Iterator[Subject]:
    """Units that sent a cadre here, or that the city plans to send a team from."""
    sending = {cadre.unit for cadre in county.cadres.values()}
    own = str(county.region.data["code"])[:6] if county.region else ""
    for record in county.city_records:
        if record.place.kind == "units":
            for index, item in enumerate(record.data["units"]):
                unit = county.units[item["id"]]
                planned = sum(t["count"] for t in item.get("teams", ()) if t["county"] == own)
                if unit.id in sending or planned:
                    here = f"/units/{index}"
                    yield Subject(UNIT, unit.id, unit.name, unit, record.path, here, item)


def _village_cadres(county: CountyFacts, kind: str) -> Iterator[Subject]:
    """The posts, or the enrolments, of every village cadre."""
    for cadre in county.village_cadres.values():
        for spell in cadre.posts if kind == VILLAGE_CADRE else cadre.enrolments:
            yield Subject(
                kind,
                cadre.id,
                cadre.id,
                spell,
                spell.path,
                spell.pointer,
                cadre.data,
                "/waivers",
                cadre.township,
            )


def _act(county: CountyFacts, stream: str, act: Act) -> Subject:
    village, unit = county.villages.get(act.village), county.units.get(act.unit)
    place = township_of_act(county, act)
    township = county.townships.get(place)
    named = next((each.name for each in (village, unit, township) if each), "")
    person = county.village_cadres.get(act.village_cadre) or county.cadres.get(act.cadre)
    own_file = person is not None and person.path == act.path
    return Subject(
        stream,
        id_of_act(act),
        act.village_cadre or act.cadre or named,
        act,
        act.path,
        act.pointer,
        person.data if person and own_file else act.data,
        "/waivers" if own_file else "",
        place,
    )


def id_of_act(act: Act) -> str:
    """Whom or what an act is of: a person's id, a village's code, a unit's id, a township."""
    return act.village_cadre or act.cadre or act.village or act.unit or act.township


def township_of_act(county: CountyFacts, act: Act) -> str:
    """The folder of the township that an act is of, by its person, file or village; "" for none."""
    person = county.village_cadres.get(act.village_cadre)
    return (person.township if person else "") or act.township or county.township_of(act.village)


def postings_by_cadre(county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    """The posting subjects of each cadre, by id."""
    return county.once(_by_cadre)


def _by_cadre(county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects_of(county, POSTING):
        found[subject.id].append(subject)
    return {id_: tuple(subjects) for id_, subjects in found.items()}


def post_on(county: CountyFacts, cadre: VillageCadre, day: str) -> Subject | None:
    """The subject of the post that a village cadre holds on a day."""
    post = cadre.post_on(day)
    return county.once(_by_post).get((cadre.id, post.pointer)) if post else None


def _by_post(county: CountyFacts) -> dict[tuple[str, str], Subject]:
    return {(each.id, each.pointer): each for each in subjects_of(county, VILLAGE_CADRE)}


# -- who is there ------------------------------------------------------------------------


def is_posted(county: CountyFacts, subject: Subject, day: str) -> bool:
    """Whether on a day some cadre is posted in the place, or sent by the unit; for the county
    and the city whether any cadre is.
    """
    return has_cadre(county, subject.kind, subject.id, day)


def has_cadre(county: CountyFacts, kind: str, id_: str, day: str) -> bool:
    """The same for a kind of subject and its id."""
    found = county.once(_seen)
    key = (kind, id_, day)
    if key not in found:
        found[key] = any(span.covers(day) for span in county.once(_spans).get((kind, id_), ()))
    return found[key]


def _seen(_county: CountyFacts) -> dict[tuple[str, str, str], bool]:
    return {}


def _spans(county: CountyFacts) -> dict[tuple[str, str], list[Span]]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            for key in (
                (VILLAGE, posting.village),
                (TOWNSHIP, county.township_of(posting.village)),
                (COUNTY, ""),
                (CITY, ""),
                (UNIT, cadre.unit),
            ):
                spans[key].append(posting.span)
    return spans


def has_village_cadre(county: CountyFacts, kind: str, id_: str, day: str) -> bool:
    """Whether on a day some village cadre is in post in a village, a township, the county or the
    city (its part in this county), by the kind of subject and its id.
    """
    if not county.village_cadres:
        return False
    found = county.once(_villagers_seen)
    key = (kind, id_, day)
    if key not in found:
        spans = county.once(_villager_spans).get((kind, id_), ())
        found[key] = any(span.covers(day) for span in spans)
    return found[key]


def _villagers_seen(_county: CountyFacts) -> dict[tuple[str, str, str], bool]:
    return {}


def _villager_spans(county: CountyFacts) -> dict[tuple[str, str], list[Span]]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for cadre in county.village_cadres.values():
        for post in cadre.posts:
            for key in (
                (VILLAGE, post.village),
                (TOWNSHIP, post.township),
                (COUNTY, ""),
                (CITY, ""),
            ):
                spans[key].append(post.span)
    return spans
