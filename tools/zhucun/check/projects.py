"""Projects: what the park earns is shared as the regulation says."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.facts.projects import in_park, shares
from zhucun.law.value import Value
from zhucun.read.tree import Record

SHARE = "project.village_share"


@rule(
    title="产业园项目的收益按比例分给乡村",
    why="项目落在园区，村里靠分成得益；比例写错，村里就少得一块。",
    mend="请按制度的比例改写 revenue_share 里园区和乡村各占多少，合计为 1；确有出入的，先改协议。",
    rows=("S1-39",),
)
def park_proceeds_are_shared(county: CountyFacts) -> Iterator[Found]:
    """The parts of a project's proceeds sum to one, and the village's part of a park project is
    the regulation's.

    A park project that doesn't say how it shares, and one in the village that shares with the
    park, are warned of.
    """
    for record in county.of("project"):
        day = min(f"{record.data['year']}-12-31", county.as_of)
        value = value_of(county.pack(day), SHARE, day)
        if value is None or value.undetermined:
            continue
        parts, park = shares(record.data), in_park(record.data)
        title = f"项目“{record.data['title']}”"
        if parts is None:
            if park:
                yield _unshared(record, title, value)
        elif sum(parts) != 1 or (park and parts[1] != value.number()):
            yield _wrongly_shared(record, title, value)
        elif not park and parts[0]:
            yield _shared_outside(record, title, value)


def _wrongly_shared(record: Record, title: str, value: Value) -> Found:
    parts, need = shares(record.data), value.number()
    assert parts is not None
    should = f"应为园区 {1 - need}、乡村 {need}" if in_park(record.data) else "两部分的合计应为 1"
    return Found(
        record.path,
        "/revenue_share",
        f"{title}的收益写成园区 {parts[0]}、乡村 {parts[1]}，{should}。",
        subject=str(record.data["cadre"]),
        period=str(record.data["year"]),
        got=[float(part) for part in parts],
        need=[float(1 - need), float(need)],
        cite=value.cite,
        evidence=(value.where,),
    )


def _unshared(record: Record, title: str, value: Value) -> Found:
    return Found(
        record.path,
        "/location",
        f"{title}落户产业园，没有写收益怎样分（revenue_share）。",
        subject=str(record.data["cadre"]),
        period=str(record.data["year"]),
        need=float(value.number()),
        cite=value.cite,
        mend="请在 revenue_share 写明园区和乡村各占多少；还没有议定的，议定后补上。",
        severity="warn",
    )


def _shared_outside(record: Record, title: str, value: Value) -> Found:
    return Found(
        record.path,
        "/revenue_share",
        f"{title}写明落在{record.data['location']}，收益却分给园区。",
        subject=str(record.data["cadre"]),
        period=str(record.data["year"]),
        cite=value.cite,
        mend="请核对落地：落户产业园的改 location，落在本村的删去 revenue_share。",
        severity="warn",
    )
