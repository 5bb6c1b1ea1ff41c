"""Attacks on public notices: what the public was told, and for how long."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import COUNTY_REGION
from gate.attacks_on_records import CASE, CORRECTED, NOTICES
from gate.cases import attack
from gate.forge import Forge

GROUP: Final = "已经定下的记录"
TOO_EARLY: Final = "confirmation_waits_for_the_days_set"
CONFIRMED: Final = "    confirmed: {by: county-od, date: 2026-11-04}\n"
WITHDRAWN: Final = "    withdrawn: {by: county-od, date: 2026-11-02, reason: 公示文字要改。}\n"
RECORDS_FROM: Final = "records_from: 2026-09\n"


def case_notice(number: int, decided: str) -> str:
    """A notice of the published case of the world, to be added to those that it has."""
    return (
        f"  - id: 990101-n{number:03d}\n    kind: 负面清单\n    files: [cases/990101-c001.yml]\n"
        f"    decision: {{by: county-od, date: {decided}}}\n"
    )


def honour_notice(decided: str, more: str = "") -> str:
    """A notice of an honour, to be added to those that the world has."""
    return (
        "  - id: 990101-n004\n    kind: 荣誉\n    files: [cadres/990101-001.yml]\n"
        "    statement: 拟推荐示例村第一书记为县级先进个人。\n"
        f"    decision: {{by: county-od, date: {decided}{more}}}\n"
    )


def set_days(repo: Forge, days: int) -> None:
    """The county sets how long plans and honours are shown."""
    setting = f"publication: {{notice_days: {{规划: {days}, 荣誉: {days}}}}}\n"
    repo.edit(COUNTY_REGION, RECORDS_FROM, f"{RECORDS_FROM}{setting}")


def reword(repo: Forge) -> None:
    """The published case is told in other words."""
    repo.edit(CASE, "已批评教育并整改", "县里批评教育，已经整改")


@attack(
    "公示着的案件改公开文字",
    refused_by=CORRECTED,
    path=CASE,
    says="先撤回公示（withdrawn），改好以后重新公示",
)
def reword_a_case_while_it_is_shown(repo: Forge) -> None:
    repo.append(NOTICES, case_notice(4, "2026-10-21"))
    repo.settle("公示")
    reword(repo)
    repo.commit("改文字")


@attack("撤回公示，改了公开文字，决定日期不改", refused_by=CORRECTED, path=CASE, says="决定日期写")
def reword_a_case_without_deciding_anew(repo: Forge) -> None:
    repo.append(NOTICES, case_notice(4, "2026-10-21") + WITHDRAWN)
    repo.settle("公示，撤回")
    reword(repo)
    repo.commit("改文字")


@attack("撤回一件公示，另一件还在，改公开文字", refused_by=CORRECTED, path=CASE)
def reword_a_case_that_is_shown_again(repo: Forge) -> None:
    again = case_notice(4, "2026-10-21") + WITHDRAWN + case_notice(5, "2026-11-03")
    repo.append(NOTICES, again)
    repo.settle("撤回，又公示")
    reword(repo)
    repo.edit(CASE, "date: 2026-10-21", "date: 2026-11-03")
    repo.commit("改文字")


@attack("公示期没有满就确认公布", refused_by=TOO_EARLY, path=NOTICES, says="到 2026-11-04 才满")
def confirm_before_the_days(repo: Forge) -> None:
    set_days(repo, 5)
    repo.append(NOTICES, honour_notice("2026-10-31"))
    repo.settle("公示")
    repo.append(NOTICES, CONFIRMED)
    repo.commit("确认")


@attack("先把公示天数改短，当次就确认公布", refused_by=TOO_EARLY, path=NOTICES)
def shorten_the_days_and_confirm(repo: Forge) -> None:
    set_days(repo, 15)
    repo.append(NOTICES, honour_notice("2026-10-31"))
    repo.settle("公示")
    repo.edit(COUNTY_REGION, "规划: 15, 荣誉: 15", "规划: 3, 荣誉: 3")
    repo.append(NOTICES, CONFIRMED)
    repo.commit("改短，确认")


@attack(
    "确认公布早于公示决定写的天数", refused_by="confirmation_waits_for_the_notice", path=NOTICES
)
def confirm_before_the_days_of_the_decision(repo: Forge) -> None:
    repo.append(NOTICES, honour_notice("2026-10-31", ", days: 7"))
    repo.settle("公示")
    repo.append(NOTICES, CONFIRMED)
    repo.commit("确认")


@attack(
    "公示没有满期，先缩短公示天数",
    refused_by="notice_days_outlast_open_notices",
    path=COUNTY_REGION,
    says="才满",
)
def shorten_the_days_of_an_open_notice(repo: Forge) -> None:
    set_days(repo, 7)
    repo.append(NOTICES, honour_notice("2026-11-02"))
    repo.settle("公示七天")
    repo.edit(COUNTY_REGION, "荣誉: 7", "荣誉: 1")
    repo.commit("改为一天")
