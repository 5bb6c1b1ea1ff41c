"""How the figures on village cadres are made, in plain words from the regulations followed."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.county import CountyFacts
from zhucun.facts.villager_law import first_said
from zhucun.law.pack import Pack
from zhucun.publish.model import Method
from zhucun.publish.projection.villagers import LIST, packs_followed


def villager_methods_of(county: CountyFacts) -> tuple[Method, ...]:
    """The methods of the boards on village cadres; none where no regulation on them is followed.

    What their tables rest on stands with the tables.
    """
    packs = packs_followed(county)
    if not packs:
        return ()
    return (
        Method("secretaries", "村党组织书记", tuple(_secretaries(packs, county.as_of)), ()),
        Method("pledges", "村书记承诺", tuple(_pledges()), ()),
    )


def _secretaries(packs: tuple[Pack, ...], day: str) -> Iterator[str]:
    value = first_said(packs, LIST, day)
    if value is None:
        yield "执行的制度没有专业化管理的名单，只列登记了的事。"
    else:
        share = "待定" if value.undetermined else value.shown
        yield f"应纳入的人数 = 本乡镇行政村的数 × {share}；社区不算在行政村里。"
        yield "名单每年年初定一次：今年里哪一天在名单上，这一年都算在名单上。"
        yield "年中退出的，不论什么原因，到下一年才从数里去掉，免得从日子看出是谁、为什么。"
        yield "年中接替的，没有使人数增加的，也到下一年才写上。"
    yield "评价只看乡镇该做的做了没有；个人的票数、得分、约谈和退出都不公开。"
    yield "后备干部只有人数，没有姓名；今年有一天在储备的，接任、离库以后也计到年底。"
    yield "培训和挂职只数次数、天数和人数。"


def _pledges() -> Iterator[str]:
    yield "村党组织书记年初提出要办的实事，审核同意或者评审通过，并且在村里公开了，才列出来。"
    yield "在期限当天或以前办成，是按期完成；以后办成，是逾期完成。"
    yield "过了期限还没有办成，是已逾期；期限没到、没有写期限的，是进行中。"
