"""The boards of the site: where each stands, its title, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.publish.addresses import board_path


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """One board: `slug` of its address, title, and the sentence that says what it shows."""

    slug: str
    title: str
    sentence: str

    @property
    def path(self) -> str:
        """Its address below the site's top."""
        return board_path(self.slug)


#: Boards with a page of their own design.
BOARDS = (
    BoardPlace("attendance", "到岗", "每名驻村干部每月在村多少天，够不够规定的天数。"),
    BoardPlace("whereabouts", "去向", "各乡镇最近登记的一周，每名驻村干部哪天在村、哪天因公外出。"),
    BoardPlace("assessment", "考核", "各县年度考核做到了哪一步。只有数目，没有个人的分数和等次。"),
    BoardPlace("projects", "承诺与项目", "今年承诺办的事：做什么、何时完成、做到哪里。"),
    BoardPlace("cases", "负面清单", "已决定公开的事项：什么事、怎么处理、改了没有；其余只计数。"),
)
#: Boards that are made of tables.
TABLE_BOARDS = (
    BoardPlace("posting", "选派与覆盖", "哪些村有驻村干部，工作队怎样组成，缺在哪里。"),
    BoardPlace("duties", "履职", "规定的职责做了多少，走访、会议、突发事件有没有人到。"),
    BoardPlace("supervision", "督查抽查", "市县乡查了几次，抽查够不够数，问题改了没有。"),
    BoardPlace("work", "工作与会议", "规划和计划、调度会、反映的问题，做到哪一步。"),
    BoardPlace("economy", "集体经济", "集体经济薄弱村的思路、收入和摘帽，产业园的收益怎样分。"),
    BoardPlace("support", "保障", "补助、经费、保险、体检，应有的有没有。只有合计，没有个人的钱。"),
    BoardPlace(
        "notices",
        "公示",
        "正在公示和已经公布的事项，公示到哪一天；有异议的，公示期内可以向县委组织部提出。",
    ),
    BoardPlace("dossier", "档案", "选派村和干部的档案建了没有，材料齐不齐。"),
    BoardPlace(
        "secretaries",
        "村党组织书记",
        "村自己的党组织书记：多少人纳入专业化管理，培训、挂职、评价和后备培养做了没有。只有数目。",
    ),
    BoardPlace("pledges", "村书记承诺", "村党组织书记今年承诺办的实事：何时办成，办到哪里。"),
)
EVERY_BOARD = (*BOARDS, *TABLE_BOARDS)
