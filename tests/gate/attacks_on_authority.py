"""Attacks on who may act: officers, their terms, their own affairs, other people's counties."""

from __future__ import annotations

from typing import Final

from gate.cases import attack
from gate.forge import COUNTY, TOWN, Forge

GROUP: Final = "职责和权限"
REGISTERED: Final = "actor_was_registered_before"
TOWN_REGION: Final = f"{TOWN}/region.yml"
COUNTY_REGION: Final = f"{COUNTY}/region.yml"
#: An event of September, told in November.
EVENT: Final = (
    '  - {id: e07, date: 2026-09-10, kind: 重要会议, village: "990101100201", title: 村民会, '
    "cadres: {990101-001: 请假}}\n"
)
NOVEMBER: Final = f"{TOWN}/leave/2026-11.yml"


def leave(cadre: str, first: str, last: str, by: str, on: str = "2026-11-04") -> str:
    """One leave of November as it stands in its file."""
    return (
        f"  - cadre: {cadre}\n    from: {first}\n    to: {last}\n    reason_kind: 事假\n"
        f"    approval: {{by: {by}, date: {on}}}\n"
    )


def november(*leaves: str) -> str:
    """The file of November's leaves."""
    return "month: 2026-11\nleaves:\n" + "".join(leaves)


@attack("自己批准自己的假", refused_by="approver_is_not_the_subject", path=NOVEMBER)
def approve_ones_own_leave(repo: Forge) -> None:
    repo.write(NOVEMBER, november(leave("990101-004", "2026-11-09", "2026-11-10", "zhen-deputy")))
    repo.commit("请假")


@attack("把四天假拆成两次报批", refused_by="approver_has_the_level", path=NOVEMBER)
def split_a_leave(repo: Forge) -> None:
    first = leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary")
    second = leave("990101-001", "2026-11-11", "2026-11-12", "zhen-secretary")
    repo.write(NOVEMBER, november(first, second))
    repo.commit("请假")


@attack("把四天假拆开，第二次另行提交", refused_by="approver_has_the_level", path=NOVEMBER)
def split_a_leave_in_two_changes(repo: Forge) -> None:
    first = leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary")
    second = leave("990101-001", "2026-11-11", "2026-11-12", "zhen-secretary")
    repo.write(NOVEMBER, november(first))
    repo.settle()
    repo.write(NOVEMBER, november(first, second))
    repo.commit("又请假")


@attack("互换两个人员编号的姓名", refused_by="final_record_changes_by_correction", path=TOWN_REGION)
def swap_two_officers(repo: Forge) -> None:
    text = repo.read(TOWN_REGION)
    text = text.replace("name: 示例书记戊", "name: @").replace("示例镇长辛", "示例书记戊")
    repo.write(TOWN_REGION, text.replace("name: @", "name: 示例镇长辛"))
    repo.commit("互换")


@attack("互换两个人员的职责", refused_by="nothing_final_is_deleted", path=TOWN_REGION)
def swap_two_roles(repo: Forge) -> None:
    repo.edit(TOWN_REGION, "辛, role: 乡镇党委, leading: true", "辛, role: 乡镇党委书记")
    repo.edit(TOWN_REGION, "戊, role: 乡镇党委书记", "戊, role: 乡镇党委, leading: true")
    repo.commit("互换")


@attack("删去盖过章的人员", refused_by="nothing_final_is_deleted", path=TOWN_REGION)
def delete_an_officer(repo: Forge) -> None:
    line = "  - {id: zhen-committee, name: 示例委员己, role: 乡镇党委, from: 2024-01-01}\n"
    repo.edit(TOWN_REGION, line, "")
    repo.commit("删人员")


@attack("登记一个人员，同一次改动里就由他批假", refused_by=REGISTERED)
def act_with_an_officer_of_the_same_change(repo: Forge) -> None:
    repo.edit(
        TOWN_REGION,
        "officers:\n",
        "officers:\n  - {id: zhen-new, name: 示例辰, role: 乡镇党委书记, from: 2026-01-01}\n",
    )
    repo.write(NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-new")))
    repo.commit("新人批假")


@attack("延长任期，让卸任的人补批", refused_by=REGISTERED)
def extend_a_term_over_an_act(repo: Forge) -> None:
    term = "{id: zhen-secretary, name: 示例书记戊, role: 乡镇党委书记, from: 2024-01-01"
    repo.edit(TOWN_REGION, f"{term}}}", f"{term}, to: 2026-11-03}}")
    repo.settle()
    repo.edit(TOWN_REGION, ", to: 2026-11-03}", "}")
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )
    repo.commit("补批")


@attack("把起始日期提前，让还没有到任的人补盖章", refused_by=REGISTERED)
def antedate_a_term(repo: Forge) -> None:
    sheet = f"{TOWN}/attendance/2026-10.yml"
    repo.edit(sheet, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    new = "  - {id: zhen-new, name: 示例巳, role: 乡镇党委书记, from: 2026-11-04}\n"
    repo.edit(TOWN_REGION, "officers:\n", f"officers:\n{new}")
    repo.settle()
    repo.edit(TOWN_REGION, "书记, from: 2026-11-04}", "书记, from: 2026-11-02}")
    repo.append(sheet, "seal: {by: zhen-new, date: 2026-11-03}\n")
    repo.commit("补盖章")


@attack("没有职责的人盖章", refused_by="sealer_has_the_role")
def seal_without_the_role(repo: Forge) -> None:
    sheet = f"{TOWN}/attendance/2026-10.yml"
    repo.edit(sheet, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    repo.settle()
    repo.append(sheet, "seal: {by: cun-registrar, date: 2026-11-04}\n")
    repo.commit("盖章")


@attack("由邻县的组织部批准本县的假", refused_by="officer_is_known", path=NOVEMBER)
def approve_from_the_next_county(repo: Forge) -> None:
    repo.write(NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-13", "lin-od")))
    repo.commit("请假")


@attack("放宽补录期限，同一次改动里就补录旧事", refused_by="late_record_is_explained")
def loosen_the_gate_and_use_it(repo: Forge) -> None:
    repo.append(COUNTY_REGION, "gate:\n  late_after_days: 30\n")
    repo.settle()
    repo.edit(COUNTY_REGION, "late_after_days: 30", "late_after_days: 3650")
    path = f"{TOWN}/events/2026.yml"
    repo.append(path, EVENT)
    repo.commit("放宽并补录")


@attack("补录很久以前的事情而不说明", refused_by="late_record_is_explained")
def record_something_long_past(repo: Forge) -> None:
    repo.append(COUNTY_REGION, "gate:\n  late_after_days: 30\n")
    repo.settle()
    path = f"{TOWN}/events/2026.yml"
    repo.append(path, EVENT)
    repo.commit("补录")


@attack("把四天假拆在两个月的文件里报批", refused_by="approver_has_the_level")
def split_a_leave_over_two_months(repo: Forge) -> None:
    first = leave("990101-001", "2026-11-29", "2026-11-30", "zhen-secretary")
    second = leave("990101-001", "2026-12-01", "2026-12-02", "zhen-secretary")
    repo.write(NOVEMBER, november(first))
    repo.write(f"{TOWN}/leave/2026-12.yml", f"month: 2026-12\nleaves:\n{second}")
    repo.commit("请假")


@attack("借新乡镇的登记，给现有的人添上县里的职责", refused_by="approver_has_the_level")
def grow_a_power_by_a_new_township(repo: Forge) -> None:
    repo.write(
        f"{COUNTY}/xinzhen/region.yml",
        'level: 乡镇\nname: 新镇\ncode: "990101101000"\nofficers:\n'
        "  - {id: zhen-secretary, name: 示例书记戊, role: 县委组织部, from: 2024-01-01}\n"
        'villages:\n  - {code: "990101101201", name: 新村, kind: 村, category: 其他村}\n',
    )
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-13", "zhen-secretary"))
    )
    repo.commit("新镇和请假")


@attack("在别的乡镇把同一个人员编号登记成另一个人", refused_by="officer_id_means_one_person")
def one_id_for_two_people(repo: Forge) -> None:
    repo.write(
        f"{COUNTY}/xinzhen/region.yml",
        'level: 乡镇\nname: 新镇\ncode: "990101101000"\nofficers:\n'
        "  - {id: zhen-secretary, name: 示例戌, role: 乡镇党委书记, from: 2024-01-01}\n"
        'villages:\n  - {code: "990101101201", name: 新村, kind: 村, category: 其他村}\n',
    )
    repo.commit("新镇")


@attack("新建一个县，冒用本县的代码和干部编号", refused_by="region_code_is_its_own")
def a_county_that_takes_another_ones_code(repo: Forge) -> None:
    for raw in [p for p in repo.leaves if p.startswith(COUNTY.encode())]:
        repo.leaves[raw.replace(b"shilixian", b"jiaxian")] = repo.leaves[raw]
    repo.commit("新县")


@attack("把任期提前截止，让已经盖的章失效", refused_by="officer_is_in_office")
def end_a_term_before_its_acts(repo: Forge) -> None:
    start = "role: 乡镇党委书记, from: 2024-01-01"
    repo.edit(TOWN_REGION, start, f"{start}, to: 2026-10-15")
    repo.commit("提前卸任")


@attack("改掉人员就是干部本人的登记", refused_by="final_record_changes_by_correction")
def turn_an_officer_into_another_cadre(repo: Forge) -> None:
    repo.edit(TOWN_REGION, "cadre: 990101-004", "cadre: 990101-003")
    repo.commit("换人")


@attack("去掉人员就是干部本人的登记，再批自己的假", refused_by=REGISTERED)
def hide_that_an_officer_is_the_cadre(repo: Forge) -> None:
    repo.edit(TOWN_REGION, ", cadre: 990101-004}", "}")
    repo.write(NOVEMBER, november(leave("990101-004", "2026-11-09", "2026-11-10", "zhen-deputy")))
    repo.commit("批自己的假")


@attack("新建一个市，冒用本市的代码", refused_by="region_code_is_its_own")
def a_city_that_takes_another_ones_code(repo: Forge) -> None:
    text = repo.read("records/shili/region.yml")
    repo.write("records/jiashi/region.yml", text.replace("id: city-", "id: jia-"))
    repo.commit("新市")
