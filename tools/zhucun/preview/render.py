"""A preview as Markdown for a pull request: grouped, capped, the same for the same input."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from zhucun.preview.clusters import Cluster, clusters_of
from zhucun.preview.markdown import bold, link, plain
from zhucun.preview.model import KINDS, CountyEffect, Group, Kind, Line, Preview, Source
from zhucun.preview.values import signed_yuan

#: Forges take comments of 65,536 characters; the poster adds some of its own.
MOST_CHARACTERS: Final = 60_000
#: Groups told in full, shared by the counties, and lines of a group.
MOST_GROUPS: Final = 60
LEAST_OF_A_COUNTY: Final = 3
#: Groups of a county from which on a summary comes first.
LEAST_SUMMED: Final = 8
MOST_LINES: Final = 20
#: Names and files listed one after another before the rest is counted.
MOST_NAMED: Final = 40
MOST_FILES: Final = 20

TITLE: Final = "## 影响预览"
NOTHING_TOUCHED: Final = "这次改动没有动记录和制度，不影响考核、应办、补助和看板。"
NO_EFFECT: Final = "改动的记录不影响考核、应办、补助和看板。"
SOME_UNUSABLE: Final = "其余的改动不影响考核、应办、补助和看板。"
NOTHING_PUBLIC: Final = "没有可以公开的变化。"
NOT_PUBLIC: Final = "这里只写可以公开的变化；请假、案件、考核、补助和人名等不公开的不在这里写。"
NO_VERDICT: Final = "这里只比较改动前后，不判断能不能合并；要改什么，看合并把关的结果。"
_COUNTERS: Final[dict[Kind, str]] = {
    "cadre": "名干部",
    "village_cadre": "名村干部",
    "village": "个村",
    "township": "个乡镇",
    "unit": "个单位",
}
#: What a link base may be made of.
_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*/?")


def is_base(address: str) -> bool:
    """Whether an address can be what links begin with."""
    return bool(_BASE.fullmatch(address))


def markdown(preview: Preview, *, touched: bool = True, site: str = "") -> str:
    """The preview as Markdown of at most `MOST_CHARACTERS` characters, a line end last.

    `touched` says whether the change touches records or the law at all; articles are linked to
    their pages below `site`, an address for which `is_base` holds, or just named.
    """
    writer = _Writer(preview, site.rstrip("/"))
    blocks = [TITLE, *writer.opening(touched), *writer.shared()]
    ending = [NOT_PUBLIC] * preview.public + [NO_VERDICT] * bool(preview.counties)
    room = MOST_CHARACTERS - sum(len(block) + 2 for block in (*blocks, *ending)) - LONGEST_REST
    for county, is_last in _marked(preview.counties):
        for block in writer.county(county):
            room -= len(block) + 2
            if room < 0:
                break
            blocks.append(block)
        if room < 0:
            blocks.append(writer.cut(county, is_last=is_last))
            break
    return "\n\n".join([*blocks, *ending]) + "\n"


#: Room kept for the sentence that says what was cut.
LONGEST_REST: Final = 200


def _marked(counties: tuple[CountyEffect, ...]) -> Iterator[tuple[CountyEffect, bool]]:
    for county in counties:
        yield county, county is counties[-1]


class _Writer:
    """Writes the parts of one preview; an article is quoted where it is named first."""

    def __init__(self, preview: Preview, site: str) -> None:
        self.preview = preview
        self.site = site
        self.share = max(LEAST_OF_A_COUNTY, MOST_GROUPS // max(1, len(preview.counties)))
        self.quoted: set[Source] = set()

    def opening(self, touched: bool) -> Iterator[str]:
        """What the change does in a sentence, and the files that could not be used."""
        preview = self.preview
        if not touched:
            yield NOTHING_TOUCHED
            return
        if not preview.counties:
            said = SOME_UNUSABLE if preview.unusable else NO_EFFECT
            yield f"{NOTHING_PUBLIC if preview.public else said}（判断到 {preview.as_of}。）"
        else:
            counted = _counted(group for county in preview.counties for group in county.groups)
            several = len(preview.counties) > 1
            where = f"{len(preview.counties)} 个县" if several else ""
            told = "、".join(part for part in (where, counted) if part)
            told = told or plain(preview.counties[0].name)
            yield f"判断到 {preview.as_of}，{told}有变化。{_payable(preview.counties)}"
        if preview.unusable:
            named = [f"- {plain(path)}" for path in preview.unusable[:MOST_FILES]]
            more = len(preview.unusable) - MOST_FILES
            rest = [f"- 另有 {more} 个"] if more > 0 else []
            yield (
                f"有 {len(preview.unusable)} 个文件读不了或不合格式，没有计入；"
                "原来有内容的，按原来的内容算："
            )
            yield "\n".join([*named, *rest])

    def county(self, county: CountyEffect) -> Iterator[str]:
        """The blocks of one county: its heading, groups, and what was left out."""
        yield f"### {plain(county.name)}"
        if county.standing:
            yield county.standing
        if len(county.groups) > LEAST_SUMMED:
            yield _summary(county)
        clusters = clusters_of(county.groups)
        for cluster in clusters[: self.share]:
            yield "\n\n".join([*_heading(cluster), "\n".join(self._lines(cluster.lines))])
        left = [group for cluster in clusters[self.share :] for group in cluster.groups]
        if left:
            names = "；".join(plain(group.name) for group in left[:MOST_NAMED])
            more = "等" if len(left) > MOST_NAMED else ""
            yield f"另有 {_counted(left)}有变化，没有逐项列出：{names}{more}。"

    def cut(self, county: CountyEffect, *, is_last: bool) -> str:
        """What follows where the text would grow too long."""
        others = "" if is_last else "，以及后面的县，"
        return f"太长了：{plain(county.name)}后面的内容{others}没有列出。"

    def shared(self) -> Iterator[str]:
        """What was changed in the law and in cities' own files."""
        if self.preview.shared:
            yield "### 制度和市级记录"
            yield "\n".join(self._lines(self.preview.shared))

    def _lines(self, lines: tuple[Line, ...]) -> Iterator[str]:
        for line in lines[:MOST_LINES]:
            yield f"- {bold(line.label)} {plain(line.text)}{self._grounds(line)}"
        more = len(lines) - MOST_LINES
        if more > 0:
            yield f"- 另有 {more} 处变化没有列出"

    def _grounds(self, line: Line) -> str:
        told = []
        for source in line.sources:
            address = f"{self.site}/{source.page}" if self.site else ""
            quote = "" if source in self.quoted else plain(source.quote)
            self.quoted.add(source)
            told.append(link(source.article, address) + quote)
        return f"（{'；'.join(told)}）" if told else ""


def _heading(cluster: Cluster) -> Iterator[str]:
    """The name of the group; of many alike how many they are, then their names."""
    groups = cluster.groups
    if len(groups) == 1:
        yield f"#### {plain(groups[0].name)}"
        return
    yield f"#### {_counted(groups)}，变化相同"
    more = "等" if len(groups) > MOST_NAMED else ""
    yield "；".join(plain(group.name) for group in groups[:MOST_NAMED]) + more


def _counted(groups: Iterable[Group]) -> str:
    """2 名干部、1 个村; what concerns a whole county isn't counted."""
    found = Counter(group.kind for group in groups)
    counted = (
        f"{found[kind]} {_COUNTERS[kind]}" for kind in KINDS if kind in _COUNTERS and found[kind]
    )
    return "、".join(counted)


def _summary(county: CountyEffect) -> str:
    """How many are concerned by what, where not everything is told one by one."""
    labels = Counter(
        label
        for group in county.groups
        for label in dict.fromkeys(line.label for line in group.effects)
    )
    told = "，".join(f"{plain(label)} {number} 处" for label, number in labels.most_common())
    return f"{_counted(county.groups)}有变化：{told}。{_payable((county,))}"


def _payable(counties: Iterable[CountyEffect]) -> str:
    yuan = sum(
        line.yuan for county in counties for group in county.groups for line in group.effects
    )
    return f"应发补助合计 {plain(signed_yuan(yuan))}。" if yuan else ""
