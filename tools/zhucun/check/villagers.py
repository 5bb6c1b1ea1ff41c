"""Village cadres' own files: whom they are about, and that posts and what goes with them fit.

A rule that tells of a village or of a post's first day beside a village cadre's number is private:
the site names who is secretary there since when, and a log's next line would be about him by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span
from zhucun.facts.village_cadres import SECRETARY, VillageCadre
from zhucun.read.tree import Record
from zhucun.schema.uses import Use, uses

_KIND = "village_cadre"
_ID = "village_cadre_id"
#: Kinds whose village codes are those of the township that keeps the record.
_OF_THE_TOWNSHIP = (_KIND, "village_scores", "reserves")
#: Kinds that only the township of somebody's post keeps about him.
_BY_THE_TOWNSHIP = ("targets", "competence", "debriefs", "appraisals", "pay")


# -- who ---------------------------------------------------------------------------------


@rule(
    title="用到的村干部有档案",
    why="没有档案的编号可能是打错的，这条记录就落不到任何人头上。",
    mend="请核对编号；确有其人的，先在所在乡镇的 village-cadres 文件夹建立档案。",
)
def village_cadre_is_known(county: CountyFacts) -> Iterator[Found]:
    """Every village cadre's number that a record uses has a file in this county."""
    for record in (*county.records, *county.city_records):
        for use in uses(record.place.kind, _ID, record.data):
            if record.place.county or _is_ours(county, use.value):
                yield from _unknown(county, record, use)


def _is_ours(county: CountyFacts, id_: str) -> bool:
    """Whether a village cadre named in a city's file ought to be in this county."""
    return county.region is not None and id_[:6] == str(county.region.data["code"])[:6]


def _unknown(county: CountyFacts, record: Record, use: Use) -> Iterator[Found]:
    if use.value in county.village_cadres:
        return
    homes = (f"{county.path}/{slug}/village-cadres" for slug in county.townships)
    if county.lacks_a_region or any(county.lacks(f"{home}/{use.value}.yml") for home in homes):
        return
    yield Found(
        record.path,
        use.pointer,
        f"村干部编号 {use.value} 在本县没有档案（village-cadres/{use.value}.yml 不存在）。",
        subject=use.value,
        period=record.place.period,
        got=use.value,
    )


@rule(
    title="一名村干部一份档案",
    why="同一个编号有两份档案，任职和报酬就会各算各的。",
    mend="请把两份合成一份，放在他现在任职的乡镇；是两个人的，给其中一人换一个编号。",
)
def village_cadre_has_one_file(county: CountyFacts) -> Iterator[Found]:
    """No number is that of two files; several townships may keep one each."""
    seen: dict[str, Record] = {}
    for record in county.of(_KIND):
        other = seen.setdefault(record.data["id"], record)
        if other is not record:
            yield Found(
                record.path,
                "/id",
                f"村干部编号 {record.data['id']} 在别的乡镇已经有一份档案。",
                subject=record.data["id"],
                got=record.data["id"],
                evidence=(f"{other.path}#/id",),
            )


# -- posts -------------------------------------------------------------------------------


@rule(
    title="村在登记它的乡镇",
    why="村干部、得分和后备干部按乡镇统计；登记在别的乡镇，两边都算错。",
    mend="请核对村的代码，或把这一条移到村所在的乡镇；从别的乡镇调来的，写明原任职的结束。",
    private=True,
)
def village_is_of_the_township(county: CountyFacts) -> Iterator[Found]:
    """The villages of village cadres, scores and reserves are those of the file's township, but
    for posts that somebody held before he came here.
    """
    for kind in _OF_THE_TOWNSHIP:
        for record in county.of(kind):
            for use in uses(kind, "code12", record.data):
                village = county.villages.get(use.value)
                if village and village.township != record.place.township:
                    if kind == _KIND and _moved_here(county, record, use):
                        continue
                    home = county.townships[village.township].name
                    yield Found(
                        record.path,
                        use.pointer,
                        f"{village.name}（{use.value}）在{home}，不应登记在这个乡镇。",
                        subject=record.data.get("id", ""),
                        got=use.value,
                    )


def _moved_here(county: CountyFacts, record: Record, use: Use) -> bool:
    """Whether a village cadre's post is over, and a later one is in the township of the file."""
    posts = county.village_cadres[record.data["id"]].posts
    left = next((p.span.end for p in posts if use.pointer.startswith(f"{p.pointer}/")), None)
    return left is not None and any(
        left < post.span.start and county.township_of(post.village) == record.place.township
        for post in posts
    )


@rule(
    title="目标、评价、述职、考核和报酬登记在任职的乡镇",
    why="登记在没有任过职的乡镇，多半是编号打错了，记到了别人头上。",
    mend="请核对村干部编号；确是他的，移到他任职的乡镇。",
    private=True,
)
def village_cadre_served_in_the_township(county: CountyFacts) -> Iterator[Found]:
    """What a township's file says of a village cadre is of one who has, or had, a post there."""
    for kind in _BY_THE_TOWNSHIP:
        for record in county.of(kind):
            township = county.townships.get(record.place.township)
            for use in uses(kind, _ID, record.data):
                cadre = county.village_cadres.get(use.value)
                homes = {county.township_of(p.village) for p in cadre.posts} if cadre else set()
                if township and all(homes) and homes and township.slug not in homes:
                    yield Found(
                        record.path,
                        use.pointer,
                        f"{use.value} 没有在{township.name}任过职。",
                        subject=use.value,
                        period=record.place.period,
                        got=use.value,
                    )


@rule(
    title="村干部的任职按先后编号、不重叠",
    why="任职次序乱了或者重叠，连续任职多少年就算不准。",
    mend="请按先后从 1 起编号，并核对起止日期；前一段没有写结束的，补上结束日期。",
    private=True,
)
def village_posts_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """Posts are numbered from 1 in order of their beginning; the same post in the same village is
    not held twice at once.
    """
    for cadre in county.village_cadres.values():
        begun = ""
        for number, post in enumerate(cadre.posts, start=1):
            if post.serial != number or post.span.start < begun:
                yield Found(
                    post.path,
                    f"{post.pointer}/serial",
                    f"{cadre.id} 的第 {number} 条任职编号是 {post.serial}，"
                    f"从 {post.span.start} 起；应按先后从 1 起编号。",
                    subject=cadre.id,
                    got=post.serial,
                    need=number,
                )
            begun = post.span.start
        yield from _held_twice(cadre)


def _held_twice(cadre: VillageCadre) -> Iterator[Found]:
    for one, two in combinations(cadre.posts, 2):
        alike = (one.village, one.post) == (two.village, two.post)
        if alike and _meet(one.span, two.span):
            yield Found(
                two.path,
                f"{two.pointer}/from",
                f"{cadre.id} 任{two.post}的两段任期重叠，后一段从 {two.span.start} 起。",
                subject=cadre.id,
                got=two.span.start,
                evidence=(f"{one.path}#{one.pointer}",),
            )


def _meet(one: Span, two: Span) -> bool:
    return one.meets(two.start, two.end or "9999-12-31")


@rule(
    title="一个村同时只有一名村党组织书记",
    why="两个人同时登记为书记，考核、报酬和公开的名单都会出错。",
    mend="请给前任写明结束的日期（ended），或改正后任的任职日期。",
    private=True,
)
def village_has_one_secretary(county: CountyFacts) -> Iterator[Found]:
    """No village has two of its own Party secretaries on the same day."""
    for code, held in county.village_posts.items():
        posts = [post for _, post in held if post.post == SECRETARY]
        posts.sort(key=lambda each: (each.span.start, each.cadre))
        for one, two in combinations(posts, 2):
            if one.cadre != two.cadre and _meet(one.span, two.span):
                village = county.villages.get(code)
                yield Found(
                    two.path,
                    f"{two.pointer}/from",
                    f"{village.name if village else code}从 {two.span.start} 起同时有两名"
                    f"村党组织书记：{one.cadre} 和 {two.cadre}。",
                    subject=two.cadre,
                    evidence=(f"{one.path}#{one.pointer}",),
                )


# -- what goes with a post ---------------------------------------------------------------


@rule(
    title="专业化管理和挂职在任职期间",
    why="不在任的人不能纳入专业化管理、定补贴档次或者挂职；名单和补贴会因此出错。",
    mend="请核对日期；已经离任的，写明退出（ended）的日期和原因；续任的，补登任职。",
    private=True,
)
def management_lies_in_a_post(county: CountyFacts) -> Iterator[Found]:
    """Enrolments and secondments lie, as far as they have run, in the unbroken service of a
    village cadre; a tier begins while he is enrolled as a secretary; no two enrolments meet. One
    that goes on after a term that has only run out is told with a warning.
    """
    for cadre in county.village_cadres.values():
        for enrolment in cadre.enrolments:
            yield from _outside(county, cadre, enrolment.pointer, "纳入专业化管理", enrolment.span)
        for index, item in enumerate(cadre.data.get("secondments", ())):
            span = Span(item["from"], item.get("to"))
            yield from _outside(county, cadre, f"/secondments/{index}", "挂职", span)
        for index, item in enumerate(cadre.data.get("tiers", ())):
            if cadre.tier_on(item["from"]) is None:
                yield Found(
                    cadre.path,
                    f"/tiers/{index}/from",
                    f"{cadre.id} 从 {item['from']} 起定了补贴档次，"
                    "当时没有作为书记纳入专业化管理。",
                    subject=cadre.id,
                    got=item["from"],
                )
        for one, two in combinations(cadre.enrolments, 2):
            if _meet(one.span, two.span):
                yield Found(
                    two.path,
                    f"{two.pointer}/from",
                    f"{cadre.id} 从 {two.span.start} 起纳入时，前一次纳入还没有结束。",
                    subject=cadre.id,
                    got=two.span.start,
                    evidence=(f"{one.path}#{one.pointer}",),
                )


def _outside(
    county: CountyFacts, cadre: VillageCadre, pointer: str, what: str, span: Span
) -> Iterator[Found]:
    last = max(span.start, min(span.end or county.as_of, county.as_of))
    service = cadre.service
    if any(term.covers(span.start) and term.covers(last) for term in service):
        return
    began = any(term.covers(span.start) for term in service)
    wrong = last if began else span.start
    yield Found(
        cadre.path,
        f"{pointer}/from",
        f"{cadre.id} 从 {span.start} 起{what}，而 {wrong} 没有任职。",
        subject=cadre.id,
        got=wrong,
        severity="warn" if began and span.end is None and _ran_out(cadre, last) else None,
    )


def _ran_out(cadre: VillageCadre, day: str) -> bool:
    """Whether the posts held before a day only came to their term, with nobody having ended one:
    what time alone brings about is no contradiction.
    """
    over = [post for post in cadre.posts if post.span.end and post.span.end < day]
    return bool(over) and "ended" not in max(over, key=lambda post: str(post.span.end)).data
