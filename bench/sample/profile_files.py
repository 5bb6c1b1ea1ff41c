"""The column 我在乡村振兴第一线: two articles, each with an illustration."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.sample.picture import AUTUMN, SPRING, Scene, landscape
from bench.sample.yamlish import Data, document


@dataclass(frozen=True, slots=True)
class Article:
    """One article: where it lies, its front matter and its paragraphs."""

    folder: str
    slug: str
    data: dict[str, Data]
    scene: Scene
    paragraphs: tuple[str, ...]


CLOSING = "本文是示例：人物、事迹和数字都是虚构的，只用来说明专栏文章怎样写。配图由程序绘制。"

ARTICLES = (
    Article(
        "jinzhou/heishan/fangshan",
        "millet-orders",
        {
            "title": "订单种谷子，先把账算给村民看",
            "cadre": "210726-002",
            "month": "2026-09",
            "summary": "把收购价写进合同再下种，第一年有 26 户跟着种。",
            "deed": "牵头办起谷子订单种植，带动 26 户种植 310 亩。",
            "method": "先签收购协议，再统一供种；每块地的投入和预期收入逐户算清。",
            "experience": "村民信的是写在纸上的价钱。先把账算清，再谈规模。",
            "photo": {"file": "millet-orders.png", "alt": "示意图：秋天的谷地和远处的山，没有人物"},
            "approval": {"by": "heishan-od", "date": "2026-09-18"},
        },
        AUTUMN,
        (
            (
                "刚到村里的头一个月，第一书记没有谈项目，只做一件事：跟着会计把全村的地走了一遍。"
                "哪块地缺水，哪块地靠路，哪家的地租出去了，都记在一个本子上。"
            ),
            (
                "走完地，账就算得出来了。村里旱地多，种玉米一亩的纯收入不高，雨水少的年份还要赔种子。"
                "他和村“两委”商量改种谷子，村民问得最多的一句话是：种出来卖给谁？"
            ),
            (
                "答案不能是一句话。春节前，村里的合作社和一家加工厂签了收购协议，价钱写进合同，"
                "低于市场价时随行就市。协议在村公示栏贴了十天，又在两个村民组的会上念了一遍。"
            ),
            (
                "第一批 26 户报名，种了 310 亩。派出单位请来农技人员，出苗、间苗、收割前各到一次。"
                "秋后结算，账目和往年玉米的收入并排贴在公示栏，谁家多收了多少，自己就能对上。"
            ),
            CLOSING,
        ),
    ),
    Article(
        "jinzhou/yixian/liulongtai",
        "ditch-before-flood",
        {
            "title": "赶在汛期前修通一条沟",
            "cadre": "210727-002",
            "month": "2026-06",
            "summary": "先开会，再动土；八百米排水沟四十天完工。",
            "deed": "牵头改造村口排水沟 800 米，汛期村道没有再积水。",
            "method": "按“四议两公开”定方案，施工、质量、账目三组村民各管一样。",
            "experience": "事情不大也要走程序。会开透了，工期反而短。",
            "photo": {
                "file": "ditch-before-flood.png",
                "alt": "示意图：春天的田垄和山丘，没有人物",
            },
            "approval": {"by": "yixian-od", "date": "2026-06-12"},
        },
        SPRING,
        (
            (
                "村口那段路，一下大雨就积水。水从坡上下来，沟早就淤死了，过路的人挽着裤腿走。"
                "第一书记到村后的第一次“说事”，三个人里有两个说的是这条沟。"
            ),
            (
                "修沟的钱不算多，难的是沟要从几户人家门前过。她没有急着找施工队，"
                "先请村“两委”和这几户一起，顺着沟走了两遍，在地上打了桩。"
            ),
            (
                "方案上了村民代表会。挖多深、占谁家门前、土堆在哪里，一条一条表决，会后张榜七天。"
                "有一户起初不同意，后来沟往路边让了半米，桩重新打过，他自己来帮忙量线。"
            ),
            (
                "四十天后沟通了水。施工、质量、账目由三组村民各管一样，每周在公示栏贴一次进度。"
                "入汛后的第一场大雨，村道没有积水。"
            ),
            CLOSING,
        ),
    ),
)


def profile_files() -> Iterator[tuple[str, str | bytes]]:
    """Each article and its picture."""
    for article in ARTICLES:
        folder = f"{article.folder}/profiles"
        body = "\n\n".join(article.paragraphs)
        yield f"{folder}/{article.slug}.md", f"---\n{document(article.data)}---\n\n{body}\n"
        yield f"{folder}/{article.slug}.png", landscape(article.scene)
