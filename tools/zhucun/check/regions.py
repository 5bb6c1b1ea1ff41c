"""Codes of regions lie within each other and are given once; so are the ids of units."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts


def _codes(county: CountyFacts) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, path and pointer of the city, the county, its townships and their villages."""
    for record in (county.city_region, county.region):
        if record:
            yield record.data["code"], record.data["name"], record.path, "/code"
    for township in county.townships.values():
        yield township.code, township.name, township.path, "/code"
        for village in township.villages:
            yield village.code, village.name, village.path, f"{village.pointer}/code"


@rule(
    title="市、县、乡镇都有 region.yml",
    why="没有这个文件，就不知道是哪个地区、执行什么制度、有哪些人员和村，其他规则都无从判断。",
    mend="补上这个文件：名称、区划代码、人员；市写执行的制度，县写记录起始月，乡镇写村和社区。",
)
def every_folder_has_its_region(county: CountyFacts) -> Iterator[Found]:
    """The city, the county and each township with records has its region file."""
    for path in county.missing_regions:
        yield Found(path, "", "缺少这个文件", line=1, column=1)


@rule(
    title="区划代码逐级包含",
    why="代码的前几位就是上级：县含市的四位，乡镇含县的六位，村含乡镇的九位。",
    mend="请核对代码；放错文件夹的，把文件移到所属的市、县或乡镇。",
)
def region_code_lies_within_its_parent(county: CountyFacts) -> Iterator[Found]:
    """A code begins as the code of the city, the county or the township it belongs to."""
    city, own = county.city_region, county.region
    if city and own:
        place = f"{own.path}#"
        yield from _outside(own.data["code"], own.data["name"], place, city.data["code"], digits=4)
    for town in county.townships.values():
        if own:
            place = f"{town.path}#"
            yield from _outside(town.code, town.name, place, own.data["code"], digits=6)
        for village in town.villages:
            place = f"{village.path}#{village.pointer}"
            yield from _outside(village.code, village.name, place, town.code, digits=9)


def _outside(code: str, name: str, place: str, parent: str, *, digits: int) -> Iterator[Found]:
    if code[:digits] != parent[:digits]:
        path, _, pointer = place.partition("#")
        yield Found(
            path,
            f"{pointer}/code",
            f"{name}的代码 {code} 的前 {digits} 位与上级代码 {parent} 的不同。",
            got=code[:digits],
            need=parent[:digits],
        )


@rule(
    title="区划代码不重复",
    why="两个村用一个代码，记录就分不清是哪个村的。",
    mend="请核对后改正其中一个代码。",
)
def region_code_is_given_once(county: CountyFacts) -> Iterator[Found]:
    """No two places of the county share a code."""
    seen: dict[str, tuple[str, str]] = {}
    for code, name, path, pointer in _codes(county):
        if code in seen:
            other, where = seen[code]
            yield Found(
                path,
                pointer,
                f"{name}的代码 {code} 已经是{other}的。",
                got=code,
                evidence=(where,),
            )
        else:
            seen[code] = (name, f"{path}#{pointer}")


@rule(
    title="单位编号不重复",
    why="两个单位用一个编号，就分不清是谁派出的。",
    mend="请给其中一个单位换一个编号。",
)
def unit_id_is_given_once(county: CountyFacts) -> Iterator[Found]:
    """No two dispatching units of the city share an id."""
    for record in county.city_records:
        if record.place.kind != "units":
            continue
        seen: dict[str, int] = {}
        for index, unit in enumerate(record.data["units"]):
            first = seen.setdefault(unit["id"], index)
            if first != index:
                yield Found(
                    record.path,
                    f"/units/{index}/id",
                    f"单位编号 {unit['id']} 已经是{record.data['units'][first]['name']}的。",
                    got=unit["id"],
                    evidence=(f"{record.path}#/units/{first}",),
                )
