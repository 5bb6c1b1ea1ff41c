"""Attacks through corrections: the one way to change what is final, misused."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_records import CASE, DRAW
from gate.cases import attack
from gate.corrections import (
    CHANGES,
    CORRECTIONS,
    SHEET,
    correct_the_sheet,
    correction,
    page,
    write_correction,
)
from gate.forge import NEXT_COUNTY, TOWN, Forge

GROUP: Final = "更正"
CORRECTED: Final = "final_record_changes_by_correction"
KEPT: Final = "nothing_final_is_deleted"


@attack("盖章的人自己批准自己的更正", refused_by="correction_is_approved_above")
def approved_by_the_sealer(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(approval={"by": "zhen-secretary", "date": "2026-11-05"}))
    repo.commit("更正")


@attack("与盖章人同级的人批准更正", refused_by="correction_is_approved_above")
def approved_at_the_same_level(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(approval={"by": "zhen-mayor", "date": "2026-11-05"}))
    repo.commit("更正")


@attack("提出更正的人自己批准", refused_by="correction_is_approved_above")
def approved_by_who_asked(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(by="county-od"))
    repo.commit("更正")


@attack("更正里写的原值是假的", refused_by=CORRECTED)
def false_old_value(repo: Forge) -> None:
    correct_the_sheet(repo)
    first = {**CHANGES[0], "old": "1-10, 14-18, 20-25, 28-30"}
    write_correction(repo, correction(changes=[first, CHANGES[1]]))
    repo.commit("更正")


@attack("更正里写的新值与改成的不一样", refused_by=CORRECTED)
def false_new_value(repo: Forge) -> None:
    correct_the_sheet(repo)
    first = {**CHANGES[0], "new": "1-13, 14-18, 20-25, 28-30"}
    write_correction(repo, correction(changes=[first, CHANGES[1]]))
    repo.commit("更正")


@attack("更正只写了两处改动里的一处", refused_by=CORRECTED, path=SHEET)
def half_a_correction(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(changes=[CHANGES[0]]))
    repo.commit("更正")


@attack("用另一份文件的更正来改", refused_by=CORRECTED, path=SHEET)
def correction_of_another_file(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(file="shilizhen/attendance/2026-10.yml"))
    repo.commit("更正")


@attack("写了更正却没有改那份记录", refused_by="correction_matches_its_change")
def correction_without_a_change(repo: Forge) -> None:
    write_correction(repo, correction())
    repo.commit("更正")


@attack("改写以前的更正", refused_by=CORRECTED, path=CORRECTIONS, secret=("防汛",))
def rewrite_a_correction(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.settle()
    repo.edit(CORRECTIONS, "有防汛值班表为证", "有照片为证")
    repo.commit("改理由")


@attack("删去以前的更正", refused_by=KEPT, path=CORRECTIONS)
def delete_a_correction(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.settle()
    repo.delete(CORRECTIONS)
    repo.commit("删更正")


@attack("用 git revert 撤回一次更正", refused_by=CORRECTED, path=SHEET)
def revert_a_correction(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.settle()
    reverted = repo.base
    repo.at(repo.first).at(f"{reverted}~1").head = reverted
    repo.commit('Revert "更正"')


@attack("拿一条旧更正再改一次", refused_by=CORRECTED, path=SHEET)
def use_a_correction_twice(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.settle()
    old = "  990101-003:\n    在村: 1-12, 14-18, 20-25, 28-30\n    休息: 13, 19, 26-27"
    new = "  990101-003:\n    在村: 1-13, 14-18, 20-25, 28-30\n    休息: 19, 26-27"
    repo.edit(SHEET, old, new)
    repo.commit("又改一天")


@attack("批准更正的人是同一次改动里登记的", refused_by="actor_was_registered_before")
def approved_by_an_officer_of_the_same_change(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(approval={"by": "county-new", "date": "2026-11-05"}))
    repo.edit(
        "records/shili/shilixian/region.yml",
        "officers:\n",
        "officers:\n  - {id: county-new, name: 示例卯, role: 县委组织部, from: 2024-01-01}\n",
    )
    repo.commit("更正")


@attack("更正的日期还没有到", refused_by="acts_are_not_in_the_future", path=CORRECTIONS)
def correction_from_the_future(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(approval={"by": "county-od", "date": "2026-12-05"}))
    repo.commit("更正")


@attack("同时更正并拆封：盖章不在更正之内", refused_by=KEPT, path=SHEET)
def correct_and_unseal(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.edit(SHEET, "seal: {by: zhen-secretary, date: 2026-10-02}\n", "")
    repo.commit("更正")


@attack("用更正把整份考勤删掉", refused_by=KEPT, path=SHEET)
def correct_a_sheet_away(repo: Forge) -> None:
    repo.delete(SHEET)
    write_correction(repo, correction(changes=[{"item": "sheets", "old": "有", "new": None}]))
    repo.commit("更正")


@attack("更正里的位置是别的目录", refused_by="record_matches_its_schema")
def correction_of_another_county(repo: Forge) -> None:
    path = f"{TOWN}/attendance/2026-09.yml"
    correct_the_sheet(repo)
    write_correction(repo, correction(file="../shilixian/shilizhen/attendance/2026-09.yml"))
    assert repo.read(path)
    repo.commit("更正")


@attack("县里定的事，由县里另一个人批准更正", refused_by="correction_is_approved_above")
def approved_by_a_colleague(repo: Forge) -> None:
    old, new = "暗访时不在村，未请假。", "暗访时在村外办事，已口头请假。"
    repo.edit(CASE, f"facts: {old}", f"facts: {new}")
    wrong = correction(
        file="cases/990101-c001.yml",
        changes=[{"item": "facts", "old": old, "new": new}],
        by="county-team",
        approval={"by": "county-group", "date": "2026-11-05"},
    )
    write_correction(repo, wrong)
    repo.commit("更正")


@attack("先把签字人更正成下级，好由同级批准", refused_by="correction_is_approved_above")
def lower_the_signer_by_a_correction(repo: Forge) -> None:
    repo.edit(CASE, "opened: {by: county-od,", "opened: {by: zhen-secretary,")
    wrong = correction(
        file="cases/990101-c001.yml",
        changes=[{"item": "opened/by", "old": "county-od", "new": "zhen-secretary"}],
        by="county-team",
        approval={"by": "county-group", "date": "2026-11-05"},
    )
    write_correction(repo, wrong)
    repo.commit("更正")


@attack("市里抽的样本，由抽样的人自己批准更正", refused_by="correction_is_approved_above")
def correct_a_sample_by_who_drew_it(repo: Forge) -> None:
    repo.edit(DRAW, "sample: [990101-004]", "sample: [990101-002]")
    wrong = correction(
        file="draws/2026-Q3.yml",
        changes=[{"item": "sample", "old": ["990101-004"], "new": ["990101-002"]}],
        by="city-committee",
        approval={"by": "city-od", "date": "2026-11-05"},
    )
    repo.write("records/shili/corrections/2026.yml", page(wrong))
    repo.commit("更正")


@attack("在邻县的更正文件里更正本县的记录", refused_by="correction_matches_its_change")
def correct_from_the_next_county(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.write(f"{NEXT_COUNTY}/corrections/2026.yml", page(correction()))
    repo.commit("更正")
