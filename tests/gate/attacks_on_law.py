"""Attacks on what judges: the tool, the law, the calendar, the owners."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import EVENT, NOVEMBER, leave, november
from gate.cases import attack
from gate.forge import COUNTY, TOWN, Forge
from zhucun.gate.codeowners import codeowners

GROUP: Final = "制度和程序"
OWNERS: Final = ".github/CODEOWNERS"
PACK: Final = "records/regulations/s0.yml"
CALENDAR: Final = "records/calendar/2026.yml"
STAYS: Final = "law_in_force_stays"
BACKWARDS: Final = "local_law_leaves_sealed_months_alone"
APART: Final = "law_and_records_change_apart"

#: A county fills a silence of the regulation.
OVERLAY: Final = (
    "overlays:\n  - {regulation: s0, key: attendance.seal_days, from: 2026-11-06, value: 5, "
    "document: 示县组〔2026〕1 号, by: county-od}\n"
)


def ask_for_leave(repo: Forge) -> None:
    """A record that nothing is wrong with."""
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )


def value_of(repo: Forge, key: str) -> str:
    """The text of a parameter's entry in the pack, from its key to the next."""
    text = repo.read(PACK)
    start = text.index(f"key: {key}\n")
    return text[start : text.index("\n  - key:", start)]


def lower(repo: Forge, key: str, old: str, new: str) -> None:
    """Writes another value in the place of one in force."""
    entry = value_of(repo, key)
    assert entry.count(old) == 1, entry
    repo.edit(PACK, entry, entry.replace(old, new))


@attack("同一次改动里调低天数，放进不足的考勤", refused_by=APART)
def lower_min_days_beside_a_shortfall(repo: Forge) -> None:
    lower(repo, "attendance.min_days", "value: 20", "value: 18")
    sheet = f"{TOWN}/attendance/2026-10.yml"
    repo.edit(sheet, "在村: 8-31\n    休息: 1-7", "在村: 13-31\n    休息: 1-12")
    repo.commit("调低")


@attack("单独把施行中的天数调低", refused_by=STAYS, path=PACK)
def lower_min_days(repo: Forge) -> None:
    lower(repo, "attendance.min_days", "value: 20", "value: 18")
    repo.commit("调低")


@attack("把施行中的数值改成待定", refused_by=STAYS, path=PACK)
def silence_a_value(repo: Forge) -> None:
    text = value_of(repo, "attendance.min_days")
    cited = text[text.index("value: 20") : text.index("}}") + 1]
    lower(repo, "attendance.min_days", cited, "value: null, silent: 原文没有写明。")
    repo.commit("待定")


@attack("改写一条口径，不写施行日期和依据", refused_by="law_change_is_dated", path=PACK)
def flip_a_decision(repo: Forge) -> None:
    text = repo.read(PACK)
    start = text.index("    choice:")
    end = text.index("\n", start)
    repo.write(PACK, f"{text[:start]}    choice: 与原来相反。{text[end:]}")
    repo.commit("改口径")


@attack("追加的数值写着过去的施行日期", refused_by="law_change_is_dated", path=PACK)
def add_a_value_of_the_past(repo: Forge) -> None:
    entry = value_of(repo, "attendance.min_days")
    values = entry[entry.index("      - ") :]
    added = values.replace("value: 20", "value: 18")
    since = values[values.index("from: ") + 6 :][:10]
    repo.edit(PACK, entry, f"{entry}\n{added.replace(since, '2026-10-01').rstrip()}")
    repo.commit("追加")


@attack("删去制度包里的一项要求", refused_by=STAYS, path=PACK)
def delete_a_parameter(repo: Forge) -> None:
    entry = f"  - {value_of(repo, 'attendance.min_days')}\n"
    repo.edit(PACK, entry, "")
    repo.commit("删一项")


@attack("删去一个制度包", refused_by=STAYS, path=PACK)
def delete_a_pack(repo: Forge) -> None:
    repo.delete(PACK)
    repo.commit("删制度")


@attack("给引文换一个字", refused_by="law_is_sound", path=PACK)
def forge_a_quote(repo: Forge) -> None:
    entry = value_of(repo, "attendance.min_days")
    repo.edit(PACK, entry, entry.replace("20天", "18天"))
    repo.commit("改引文")


@attack("改日历的同时放进记录", refused_by=APART)
def calendar_beside_records(repo: Forge) -> None:
    ask_for_leave(repo)
    repo.append(CALENDAR, "# 调休\n")
    repo.commit("调休")


@attack("改过去的日历，把工作日改成休息日", refused_by="past_calendar_stays", path=CALENDAR)
def move_a_holiday_of_the_past(repo: Forge) -> None:
    text = repo.read(CALENDAR)
    assert "2026-10-07" in text
    repo.write(CALENDAR, text.replace("2026-10-07", "2026-10-09"))
    repo.commit("改日历")


@attack("换掉一个市适用的制度", refused_by="nothing_final_is_deleted")
def adopt_another_regulation_backwards(repo: Forge) -> None:
    repo.edit(
        "records/shili/region.yml",
        "regulation: s0, from: 2025-01-01",
        "regulation: s4, from: 2025-01-01",
    )
    repo.commit("换制度")


@attack("同时改程序和记录", refused_by="records_and_tool_change_apart")
def tool_beside_records(repo: Forge) -> None:
    ask_for_leave(repo)
    repo.append("tools/zhucun/__init__.py", "# 放行\n")
    repo.commit("程序和记录")


@attack("同时改格式和记录", refused_by="records_and_tool_change_apart")
def schema_beside_records(repo: Forge) -> None:
    repo.write("schemas/attendance.json", "{}\n")
    repo.append(f"{TOWN}/events/2026.yml", EVENT)
    repo.commit("格式和记录")


@attack("同时改流水线和记录", refused_by="records_and_tool_change_apart")
def workflow_beside_records(repo: Forge) -> None:
    repo.write(".github/workflows/gate.yml", "on: []\n")
    ask_for_leave(repo)
    repo.commit("流水线和记录")


@attack("在另一次提交里改程序，一起合并", refused_by="records_and_tool_change_apart")
def tool_and_records_in_two_commits(repo: Forge) -> None:
    repo.append("tools/zhucun/__init__.py", "# 放行\n")
    repo.commit("程序")
    ask_for_leave(repo)
    repo.commit("记录")


@attack("同时改测试和记录", refused_by="records_and_tool_change_apart")
def tests_beside_records(repo: Forge) -> None:
    repo.write("tests/conftest.py", "import os\n")
    ask_for_leave(repo)
    repo.commit("测试和记录")


@attack("同时改程序和制度", refused_by="records_and_tool_change_apart")
def tool_beside_law(repo: Forge) -> None:
    repo.append("tools/zhucun/__init__.py", "# 放行\n")
    repo.append(PACK, "# 一行\n")
    repo.commit("程序和制度")


@attack("审核账号改了，CODEOWNERS 没有跟着改", refused_by="codeowners_is_current")
def stale_owners(repo: Forge) -> None:
    repo.write(OWNERS, codeowners(repo.tree_below(repo.folder.parent / "tree"), OWNERS))
    repo.settle()
    repo.append(f"{COUNTY}/region.yml", 'reviewers: ["@shili/zuzhibu"]\n')
    repo.commit("加审核账号")


@attack("手改 CODEOWNERS，给自己审核权", refused_by="codeowners_is_current")
def forged_owners(repo: Forge) -> None:
    list_ = codeowners(repo.tree_below(repo.folder.parent / "tree"), OWNERS)
    repo.write(OWNERS, list_)
    repo.settle()
    repo.write(OWNERS, f"{list_}/records/ @attacker\n")
    repo.commit("改审核人")


@attack("在施行中的数值前面再写一个同一天的", refused_by="law_is_sound", path=PACK)
def a_second_value_of_the_same_day(repo: Forge) -> None:
    entry = value_of(repo, "attendance.min_days")
    value = entry[entry.index("      - ") :].rstrip()
    repo.edit(PACK, value, value.replace("value: 20", "value: 18") + "\n" + value)
    repo.commit("同一天两个数")


@attack("同一项要求在制度包里写两遍", refused_by="law_is_sound", path=PACK)
def a_parameter_written_twice(repo: Forge) -> None:
    entry = f"  - {value_of(repo, 'attendance.min_days').rstrip()}"
    repo.edit(PACK, entry, entry.replace("value: 20", "value: 18") + "\n" + entry)
    repo.commit("写两遍")


@attack("给市里追加一个从过去起施行的制度", refused_by=BACKWARDS)
def adopt_a_regulation_in_the_past(repo: Forge) -> None:
    adopted = "  - {regulation: s0, from: 2025-01-01}"
    repo.edit(
        "records/shili/region.yml",
        adopted,
        "  - {regulation: s0, from: 2025-01-01, to: 2026-08-31}\n"
        "  - {regulation: s4, from: 2026-09-01}",
    )
    repo.commit("换制度")


@attack("本地补充往回写到已经封存的月份", refused_by=BACKWARDS)
def fill_a_silence_backwards(repo: Forge) -> None:
    repo.append(f"{COUNTY}/region.yml", OVERLAY.replace("2026-11-06", "2026-09-01"))
    repo.commit("本地补充")


@attack("另放一份平台先读的 docs/CODEOWNERS", refused_by="codeowners_is_current")
def owners_read_before_the_generated(repo: Forge) -> None:
    list_ = codeowners(repo.tree_below(repo.folder.parent / "tree"), OWNERS)
    repo.write(OWNERS, list_)
    repo.settle()
    repo.write("docs/CODEOWNERS", "* @attacker\n")
    repo.append(f"{COUNTY}/meetings/2026.yml", "")
    repo.commit("说明")
