"""Reports, summaries and surveys; what the county comments on each quarter."""

from collections.abc import Iterator
from random import Random

from bench.sample import days as d
from bench.sample.cast import Cadre, City, County, Plot
from bench.sample.texts import OPINIONS
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_span

PAPERS_HEAD = """工作材料：一人一年一个文件。考勤表和日志不在这里写，系统自己会找。"""
REVIEWS_HEAD = """季度点评：县委组织部每季度对每名干部的工作日志点评一次。"""


def paper_files(plot: Plot, city: City, county: County, folder: str) -> Iterator[tuple[str, str]]:
    """A file for each cadre who served through at least a quarter."""
    year = plot.months[-1][:4]
    if city.regulation == "s1":
        yield from _last_year(county, folder, int(year) - 1)
    for number, cadre in enumerate(county.cadres):
        lines = sorted(_papers(city, cadre, year), key=lambda line: str(line["date"]))
        if lines:
            listed: list[Data] = [*lines]
            data: dict[str, Data] = {"cadre": cadre.id, "year": int(year), "papers": listed}
            head = "" if number else PAPERS_HEAD
            yield f"{folder}/papers/{year}/{cadre.id}.yml", document(data, head)


def _last_year(county: County, folder: str, year: int) -> Iterator[tuple[str, str]]:
    """What the year's assessment refers to, of those who served through its second half."""
    for cadre in county.cadres:
        if _served(cadre, f"{year}-07", f"{year}-12"):
            rng = Random(f"{cadre.id}/{year}/papers")
            survey = {"kind": "调研报告", "date": f"{year}-10-{rng.randrange(10, 28)}"}
            summary = {"kind": "半年总结", "period": f"{year}-H2", "date": f"{year}-12-26"}
            papers: list[Data] = [
                Block({**survey, "title": "村情调研报告"}),
                Block(
                    {
                        **summary,
                        "title": f"{year} 年下半年工作总结",
                        "sent_to": ["派出单位", "上一级党委"],
                    }
                ),
            ]
            data: dict[str, Data] = {"cadre": cadre.id, "year": year, "papers": papers}
            yield f"{folder}/papers/{year}/{cadre.id}.yml", document(data, "")


def _papers(city: City, cadre: Cadre, year: str) -> Iterator[Block]:
    rng = Random(f"{cadre.id}/{year}/papers")

    def paper(kind: str, day: str, title: str, **more: Data) -> Block:
        return Block({"kind": kind, **more, "date": day, "title": title})

    if city.regulation == "s1":
        for quarter, last in ((1, "03"), (2, "06"), (3, "09")):
            if _served(cadre, f"{year}-{int(last) - 2:02d}", f"{year}-{last}"):
                day = d.next_workday(month_span(f"{year}-{last}")[1], rng.randrange(2, 8))
                yield paper(
                    "季度汇报", day, f"{year} 年第{'一二三'[quarter - 1]}季度工作进展情况",
                    period=f"{year}-Q{quarter}", sent_to=["乡镇党委", "县委组织部"],
                )  # fmt: skip
    if _served(cadre, f"{year}-01", f"{year}-06"):
        day = f"{year}-07-{rng.randrange(1, 13):02d}"
        if city.regulation == "s4":
            yield paper(
                "半年报告", day, f"{year} 年上半年思想、工作、学习情况报告", period=f"{year}-H1",
                sent_to=["驻村工作领导小组"], parts=["思想", "工作", "学习"],
            )  # fmt: skip
        else:
            yield paper(
                "半年总结", day, f"{year} 年上半年工作总结", period=f"{year}-H1",
                sent_to=["派出单位", "上一级党委"],
            )  # fmt: skip
    if city.regulation == "s1" and _served(cadre, f"{year}-03", f"{year}-06"):
        yield paper("调研报告", f"{year}-05-{rng.randrange(10, 28)}", "村集体经济发展调研报告")
        yield paper("村情民情台账", f"{year}-04-{rng.randrange(10, 28)}", "村情民情台账")
        yield paper("会议记录", f"{year}-06-{rng.randrange(10, 28)}", "村“两委”联席会议记录")


def _served(cadre: Cadre, first: str, last: str) -> bool:
    """Whether the posting covers the whole months."""
    return cadre.posting.covers(f"{first}-01") and cadre.posting.covers(month_span(last)[1])


def review_files(plot: Plot, city: City, county: County, folder: str) -> Iterator[tuple[str, str]]:
    """The quarterly comments of S0."""
    year = plot.months[-1][:4]
    if city.regulation != "s0":
        return
    for quarter, last in ((1, "03"), (2, "06"), (3, "09")):
        rng = Random(f"{plot.seed}/{county.prefix}/{year}-Q{quarter}/reviews")
        day = d.next_workday(month_span(f"{year}-{last}")[1], rng.randrange(6, 14))
        comments: list[Data] = [
            {
                "cadre": c.id,
                "by": f"{county.slug}-od",
                "date": day,
                "opinion": rng.choice(OPINIONS),
            }
            for c in county.cadres
            if _served(c, f"{year}-{int(last) - 2:02d}", f"{year}-{last}")
            and (c.id, f"{year}-Q{quarter}") not in plot.story.no_comment
        ]
        data: dict[str, Data] = {"quarter": f"{year}-Q{quarter}", "comments": comments}
        head = REVIEWS_HEAD if quarter == 1 else ""
        yield f"{folder}/reviews/{year}-Q{quarter}.yml", document(data, head)
