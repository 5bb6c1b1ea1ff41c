"""The draft of a county's monthly bulletin: front matter and plain text, every number counted."""

from __future__ import annotations

import json
from collections.abc import Iterator

from zhucun.facts.bulletin_figures import Figure, figures_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span

#: A line that begins so is a heading of the text.
ORDINALS = "一二三四五六七八九十"


def draft_of(county: CountyFacts, month: str) -> str:
    """The file of a bulletin, not issued yet. The month is over on the day judged, and the county
    has a region file.
    """
    figures = figures_of(county, month, county.as_of)
    name = county.region.data["name"] if county.region else county.slug
    year, number = month.split("-")
    head = [
        f"title: {_quoted(f'{name} {year} 年 {int(number)} 月驻村工作简报')}",
        f"month: {month}",
        f"as_of: {county.as_of}",
        "figures:",
        *(f"  - {{{_flow(figure)}}}" for figure in figures),
    ]
    sections = [
        "\n\n".join((f"{ORDINALS[n]}、{title}", *sentences))
        for n, (title, sentences) in enumerate(_sections(_Told(figures), month).items())
    ]
    return "\n".join(["---", *head, "---", "", "\n\n".join(sections), ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _flow(figure: Figure) -> str:
    parts = [f"name: {figure.name}", f"value: {figure.value}", f"unit: {figure.unit}"]
    if figure.cite:
        article = _quoted(figure.cite.article)
        parts.append(f"basis: {{regulation: {figure.cite.regulation}, article: {article}}}")
    return ", ".join(parts)


class _Told:
    """Figures by name; one that isn't there is 0."""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self._by_name = {figure.name: figure for figure in figures}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def number(self, name: str) -> int:
        """The number of a figure."""
        return self._by_name[name].value if name in self else 0

    def some(self, *names: str) -> str:
        """Figures as 达标 10 人，有说明 1 人; those that are 0 are left out."""
        found = (self._by_name[name] for name in names if self.number(name))
        return "，".join(f"{f.name} {f.value} {f.unit}" for f in found)


def _sections(told: _Told, month: str) -> dict[str, list[str]]:
    return {
        "本月情况": list(_people(told, month)),
        "承诺与项目": list(_promises(told)),
        "督查与整改": list(_supervision(told)),
        "在第一线": [_column(told)],
        "下月": list(_ahead(told)),
    }


def _people(told: _Told, month: str) -> Iterator[str]:
    day = int(month_span(month)[1][8:])
    moved = told.some("新到任", "离任")
    yield (
        f"{int(month[5:])} 月 {day} 日，全县在任驻村干部 {told.number('在任干部')} 人，"
        f"驻在 {told.number('有人驻的村')} 个村和社区。本月{moved or '没有人到任或者离任'}。"
    )
    states = told.some("达标", "有说明", "待说明", "待定")
    judged = told.number("应考核")
    if judged:
        yield f"本月应考核 {judged} 人：{states}。"
    if told.number("未登记"):
        yield f"还有 {told.number('未登记')} 人没有登记考勤，不算达标，也不算没有达标。"
    if told.number("不计"):
        yield f"任职不满整月的 {told.number('不计')} 人，不计。"
    if "应传日志" in told:
        yield (f"应传工作日志 {told.number('应传日志')} 篇，已传 {told.number('已传日志')} 篇。")


def _promises(told: _Told) -> Iterator[str]:
    total = told.number("公开的承诺")
    if total:
        states = told.some("进行中", "按期完成", "逾期完成", "已逾期")
        yield f"今年公开的承诺 {total} 项：{states}。"
        yield f"本月完成 {told.number('本月完成')} 项。"
    else:
        yield "今年还没有决定公开的承诺。"
    if weak := told.some("薄弱村", "已摘帽"):
        yield f"集体经济：{weak}。"


def _supervision(told: _Told) -> Iterator[str]:
    yield f"本月督查 {told.number('督查')} 次。"
    yield (
        f"负面清单未结 {told.number('负面清单未结')} 件，"
        f"已结 {told.number('负面清单已结')} 件，其中公开 {told.number('负面清单公开')} 件。"
    )
    if told.number("本月公示"):
        yield f"本月开始的公示 {told.number('本月公示')} 件。"


def _column(told: _Told) -> str:
    number = told.number("刊发文章")
    if not number:
        return "本月专栏“我在乡村振兴第一线”没有刊发文章。"
    return f"本月专栏“我在乡村振兴第一线”刊发文章 {number} 篇。"


def _ahead(told: _Told) -> Iterator[str]:
    due, ends = told.number("下月到期"), told.number("下月届满")
    yield f"下个月到期的承诺有 {due} 项。" if due else "下个月没有到期的承诺。"
    if ends:
        yield f"下个月任期届满的有 {ends} 人。"
