"""Monthly bulletins: as `zhucun bulletin` counts them, the text worked over by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.sample.yamlish import Data, document

CLOSING = "本期是示例：人员、事情和数字都是虚构的，只用来说明简报怎样写。"
#: Name, value, unit and, where an article asks for it, the article.
Row = tuple[str, int, str] | tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One bulletin: its county's folder and name, the day it was counted on, and who issued it when
    ("" for a draft).
    """

    folder: str
    county: str
    month: str
    as_of: str
    regulation: str
    figures: tuple[Row, ...]
    paragraphs: tuple[str, ...]
    by: str = ""
    date: str = ""

    @property
    def data(self) -> dict[str, Data]:
        """The front matter."""
        year, month = self.month.split("-")
        head: dict[str, Data] = {
            "title": f"{self.county} {year} 年 {int(month)} 月驻村工作简报",
            "month": self.month,
            "as_of": self.as_of,
            "figures": [self._figure(*row) for row in self.figures],
        }
        return head | ({"issued": {"by": self.by, "date": self.date}} if self.by else {})

    def _figure(self, name: str, value: int, unit: str, article: str = "") -> Data:
        figure: dict[str, Data] = {"name": name, "value": value, "unit": unit}
        if article:
            figure["basis"] = {"regulation": self.regulation, "article": article}
        return figure


BULLETINS = (
    Bulletin(
        "jinzhou/heishan",
        "黑山县",
        "2026-09",
        "2026-10-12",
        "s1",
        (
            ("在任干部", 13, "人"),
            ("有人驻的村", 7, "个"),
            ("新到任", 0, "人"),
            ("离任", 0, "人"),
            ("应考核", 13, "人", "P3"),
            ("达标", 11, "人", "P3"),
            ("有说明", 2, "人", "P3"),
            ("待说明", 0, "人", "P3"),
            ("未登记", 0, "人", "P3"),
            ("公开的承诺", 13, "项", "P4"),
            ("进行中", 13, "项", "P4"),
            ("已逾期", 0, "项", "P4"),
            ("本月完成", 0, "项", "P4"),
            ("薄弱村", 5, "个"),
            ("已摘帽", 2, "个"),
            ("督查", 5, "次", "P3"),
            ("负面清单未结", 0, "件", "P3"),
            ("负面清单已结", 0, "件", "P3"),
            ("负面清单公开", 0, "件", "P3"),
            ("本月公示", 0, "件"),
            ("刊发文章", 1, "篇"),
            ("下月到期", 0, "项"),
            ("下月届满", 0, "人"),
        ),
        (
            "一、本月情况",
            "9 月 30 日，全县在任驻村干部 13 人，驻在 7 个村。本月没有人到任或者离任。",
            "本月应考核 13 人：达标 11 人，有说明 2 人。",
            "二、承诺与项目",
            "今年公开的承诺 13 项，都在进行中。秋收以前不动土的项目，九月先把方案和资金定下来。",
            "集体经济：薄弱村 5 个，已摘帽 2 个。",
            "三、督查与整改",
            "本月督查 5 次。负面清单没有未结的事项。",
            "四、在第一线",
            "本月专栏“我在乡村振兴第一线”刊发文章 1 篇。",
            "五、下月",
            "下个月没有到期的承诺。秋收时节，各乡镇把去向公示和请假登记做在前面。",
            CLOSING,
        ),
        "heishan-od",
        "2026-10-13",
    ),
    Bulletin(
        "jinzhou/heishan",
        "黑山县",
        "2026-10",
        "2026-11-12",
        "s1",
        (
            ("在任干部", 13, "人"),
            ("有人驻的村", 7, "个"),
            ("新到任", 0, "人"),
            ("离任", 0, "人"),
            ("应考核", 13, "人", "P3"),
            ("达标", 12, "人", "P3"),
            ("有说明", 1, "人", "P3"),
            ("待说明", 0, "人", "P3"),
            ("未登记", 0, "人", "P3"),
            ("公开的承诺", 13, "项", "P4"),
            ("进行中", 7, "项", "P4"),
            ("按期完成", 6, "项", "P4"),
            ("已逾期", 0, "项", "P4"),
            ("本月完成", 6, "项", "P4"),
            ("薄弱村", 5, "个"),
            ("已摘帽", 2, "个"),
            ("督查", 5, "次", "P3"),
            ("负面清单未结", 0, "件", "P3"),
            ("负面清单已结", 0, "件", "P3"),
            ("负面清单公开", 0, "件", "P3"),
            ("本月公示", 0, "件"),
            ("刊发文章", 0, "篇"),
            ("下月到期", 0, "项"),
            ("下月届满", 0, "人"),
        ),
        (
            "一、本月情况",
            "10 月 31 日，全县在任驻村干部 13 人，驻在 7 个村。本月没有人到任或者离任。",
            "本月应考核 13 人：达标 12 人，有说明 1 人。",
            "二、承诺与项目",
            "今年公开的承诺 13 项：进行中 7 项，按期完成 6 项，6 项都在本月完成。",
            "集体经济：薄弱村 5 个，已摘帽 2 个。",
            "三、督查与整改",
            "本月督查 5 次。负面清单没有未结的事项。",
            "四、在第一线",
            "本月专栏“我在乡村振兴第一线”没有刊发文章。",
            "五、下月",
            "下个月没有到期的承诺。还在进行的 7 项都在年底以前到期，请各村按月更新进展。",
            CLOSING,
        ),
        "heishan-od",
        "2026-11-13",
    ),
    Bulletin(
        "shili/shilixian",
        "示例县",
        "2026-10",
        "2026-11-10",
        "s0",
        (
            ("在任干部", 11, "人"),
            ("有人驻的村", 7, "个"),
            ("新到任", 0, "人"),
            ("离任", 0, "人"),
            ("应考核", 11, "人", "第十六条"),
            ("达标", 10, "人", "第十六条"),
            ("有说明", 1, "人", "第十六条"),
            ("待说明", 0, "人", "第十六条"),
            ("未登记", 0, "人", "第十六条"),
            ("应传日志", 44, "篇", "第十八条"),
            ("已传日志", 44, "篇", "第十八条"),
            ("公开的承诺", 8, "项"),
            ("进行中", 2, "项"),
            ("按期完成", 6, "项"),
            ("已逾期", 0, "项"),
            ("本月完成", 6, "项"),
            ("督查", 4, "次", "第十九条"),
            ("负面清单未结", 2, "件", "第二十条"),
            ("负面清单已结", 6, "件", "第二十条"),
            ("负面清单公开", 2, "件", "第二十条"),
            ("本月公示", 0, "件"),
            ("刊发文章", 0, "篇"),
            ("下月到期", 0, "项"),
            ("下月届满", 0, "人"),
        ),
        (
            "一、本月情况",
            "10 月 31 日，全县在任驻村干部 11 人，驻在 7 个村。本月没有人到任或者离任。",
            "本月应考核 11 人：达标 10 人，有说明 1 人。应传工作日志 44 篇，全部传齐。",
            "二、承诺与项目",
            "今年公开的承诺 8 项：进行中 2 项，按期完成 6 项，6 项都在本月完成。",
            "三、督查与整改",
            "本月督查 4 次。负面清单未结 2 件，已结 6 件，其中公开 2 件。",
            "四、在第一线",
            "本月专栏“我在乡村振兴第一线”没有刊发文章。",
            "五、下月",
            "下个月没有到期的承诺。",
            CLOSING,
        ),
    ),
)


def bulletin_files() -> Iterator[tuple[str, str | bytes]]:
    """Each bulletin as its file."""
    for bulletin in BULLETINS:
        body = "\n\n".join(bulletin.paragraphs)
        yield (
            f"{bulletin.folder}/bulletins/{bulletin.month}.md",
            f"---\n{document(bulletin.data)}---\n\n{body}\n",
        )
