"""Signed commits, made with real keys: who may touch what, whose act is whose, who gives power."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from gate.changes import finds
from gate.forge import COUNTY, TOWN, Forge
from gate.keys import ENVIRONMENT, Key
from gate.objects import git
from zhucun.read.git import GitError, Repository

SIGNED = "commit_is_signed"
OWN = "act_is_signed"
ABOVE = "power_is_granted_from_above"
CITY = "records/shili"
LEAVE = f"{TOWN}/leave/2026-11.yml"
SHEET = f"{TOWN}/attendance/2026-10.yml"
CASE = f"{COUNTY}/cases/990101-c002.yml"
NEW_LEAVE = """\
month: 2026-11
leaves:
  - cadre: 990101-001
    from: 2026-11-10
    to: 2026-11-11
    reason_kind: 事假
    approval: {by: zhen-secretary, date: 2026-11-05}
"""
NEW_CASE = """\
id: 990101-c002
cadre: 990101-002
kind: 工作不认真
found_on: 2026-11-02
opened: {by: zhen-secretary, date: 2026-11-03}
facts: 两周没有走访。
"""
HOLDERS = {
    "city-od": (CITY, "city-committee"),
    "city-committee": (CITY, "city-od"),
    "county-od": (COUNTY, "city-od"),
    "county-team": (COUNTY, "city-od"),
    "zhen-secretary": (TOWN, "county-od"),
    "zhen-committee": (TOWN, "county-od"),
}


def key_line(key: Key, by: str, *, start: str = "2026-01-01", more: str = "") -> str:
    """One item of `keys`, as flow text."""
    confirmed = f"{{by: {by}, date: 2025-12-20}}"
    return f'{{key: "{key.public}", from: {start}{more}, confirmed: {confirmed}}}'


def register(repo: Forge, officer: str, *lines: str) -> None:
    """Gives an officer keys in his region's file."""
    path = f"{HOLDERS[officer][0]}/region.yml"
    [line] = [x for x in repo.read(path).splitlines() if f"id: {officer}," in x]
    repo.edit(path, line, f"{line.removesuffix('}')}, keys: [{', '.join(lines)}]}}")


@pytest.fixture
def signed(repo: Forge) -> Forge:
    """The world with a key for everybody, where the county asks for signatures."""
    for officer, (_, above) in HOLDERS.items():
        register(repo, officer, key_line(repo.keys[officer], above))
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle("要求签名")
    return repo


def all_three(repo: Forge) -> list[str]:
    """The messages of the three rules on signatures."""
    return [found.message for rule in (SIGNED, OWN, ABOVE) for found in finds(repo, rule)]


def test_his_own_signature_does(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["zhen-secretary"])
    assert all_three(signed) == []


def test_where_nobody_asks_nothing_is_verified(
    repo: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假")
    assert all_three(repo) == []


def test_the_citys_setting_counts_for_its_counties(repo: Forge) -> None:
    repo.append(f"{CITY}/region.yml", "gate: {signatures: required}\n")
    repo.settle("市里要求签名")
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假")
    assert "没有 SSH 签名" in finds(repo, SIGNED)[0].message


def test_a_commit_without_a_signature_is_refused(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    sha = signed.commit("请假")
    [found] = finds(signed, SIGNED)
    said = "其中 2026-11-05 的审批写明是示例书记戊（zhen-secretary）"
    assert found.message == f"提交 {sha[:10]} 没有 SSH 签名，{said}"
    assert "commit --amend --no-edit -S" in found.mend
    assert finds(signed, OWN) == []


def test_the_county_may_commit_for_the_township_but_not_seal_for_it(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["county-od"])
    assert finds(signed, SIGNED) == []
    [found] = finds(signed, OWN)
    assert (found.path, found.pointer) == (LEAVE, "/leaves/0/approval/by")
    assert "却由 county-od 签名" in found.message


def test_a_colleagues_key_is_not_the_secretarys(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["zhen-committee"])
    assert finds(signed, SIGNED) == []
    assert len(finds(signed, OWN)) == 1


def test_a_township_does_not_touch_the_countys_files(signed: Forge) -> None:
    signed.edit(f"{COUNTY}/cadres/990101-001.yml", "postings:", "note: 改一改\npostings:")
    signed.commit("改档案", key=signed.keys["zhen-secretary"])
    assert "不归他管" in finds(signed, SIGNED)[0].message


def test_a_township_opens_a_case_in_the_countys_folder(signed: Forge) -> None:
    signed.write(CASE, NEW_CASE)
    signed.commit("立案", key=signed.keys["zhen-secretary"])
    assert all_three(signed) == []


def test_his_act_in_a_file_above_is_no_cover_for_anything_else(signed: Forge) -> None:
    signed.write(CASE, NEW_CASE.replace("zhen-secretary", "county-od"))
    signed.settle("县里立的案")
    signed.append(
        CASE, "dispositions:\n  - {kind: 批评教育, by: zhen-secretary, date: 2026-11-05}\n"
    )
    signed.commit("处理", key=signed.keys["zhen-secretary"])
    assert all_three(signed) == []
    signed.edit(CASE, "found_on: 2026-11-02", "found_on: 2026-11-01")
    signed.commit("顺手改日期", key=signed.keys["zhen-secretary"])
    assert "不归他管" in finds(signed, SIGNED)[0].message


def test_another_mans_act_beside_his_own_is_not_his_to_write(signed: Forge) -> None:
    signed.write(CASE, NEW_CASE.replace("zhen-secretary", "county-od"))
    signed.settle("县里立的案")
    more = "".join(
        f"  - {{kind: 批评教育, by: {who}, date: 2026-11-05}}\n"
        for who in ("zhen-secretary", "county-od")
    )
    signed.append(CASE, f"dispositions:\n{more}")
    signed.commit("处理", key=signed.keys["zhen-secretary"])
    assert "不归他管" in finds(signed, SIGNED)[0].message


def test_a_new_file_above_is_his_only_if_it_is_all_his_act(signed: Forge) -> None:
    comment = "{cadre: 990101-001, by: zhen-secretary, date: 2026-11-05, opinion: 好。}"
    signed.write(f"{COUNTY}/reviews/2026-Q4.yml", f"quarter: 2026-Q4\ncomments:\n  - {comment}\n")
    signed.commit("点评", key=signed.keys["zhen-secretary"])
    assert "不归他管" in finds(signed, SIGNED)[0].message


def test_naming_oneself_above_is_no_act(signed: Forge) -> None:
    signed.append(
        f"{COUNTY}/region.yml", "contacts:\n  - {officer: zhen-secretary, from: 2026-11-01}\n"
    )
    signed.commit("写上自己", key=signed.keys["zhen-secretary"])
    assert "不归他管" in finds(signed, SIGNED)[0].message


# -- keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "start", "fault"),
    [
        (", to: 2026-11-04", "2026-01-01", "这把公钥到 2026-11-04 为止"),
        ("", "2026-11-06", "这把公钥从 2026-11-06 起才有效"),
        (
            ", revoked: {by: city-od, date: 2026-11-20, reason: 丢失}",
            "2026-01-01",
            "这把公钥在 2026-11-20 已经作废",
        ),
    ],
)
def test_a_key_out_of_its_days_is_refused(repo: Forge, more: str, start: str, fault: str) -> None:
    secretary = repo.keys["zhen-secretary"]
    register(repo, "zhen-secretary", key_line(secretary, "county-od", start=start, more=more))
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假", key=secretary)
    [found] = finds(repo, SIGNED)
    assert fault in found.message
    assert "请上一级登记新钥匙" in found.mend


@pytest.mark.parametrize(
    ("start", "date", "counts"),
    [
        ("2026-11-05", "2026-11-04T16:00:00+00:00", True),
        ("2026-11-05", "2026-11-04T15:59:59+00:00", False),
        ("2026-11-05", "2026-11-04T11:00:00-05:00", True),
    ],
)
def test_days_are_those_of_shanghai(repo: Forge, start: str, date: str, counts: bool) -> None:
    register(
        repo, "zhen-secretary", key_line(repo.keys["zhen-secretary"], "county-od", start=start)
    )
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假", key=repo.keys["zhen-secretary"], date=date)
    assert (all_three(repo) == []) is counts


def test_a_key_that_nobody_registered_is_refused(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["stranger"])
    assert "在合并以前没有登记" in finds(signed, SIGNED)[0].message


def test_a_key_of_two_people_is_nobodys(repo: Forge) -> None:
    shared = repo.keys["zhen-secretary"]
    for officer in ("zhen-secretary", "zhen-committee"):
        register(repo, officer, key_line(shared, "county-od"))
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假", key=shared)
    assert "没有登记给任何一个人" in finds(repo, SIGNED)[0].message


def test_a_key_revoked_in_one_place_is_revoked(repo: Forge) -> None:
    key = repo.keys["zhen-secretary"]
    register(repo, "zhen-secretary", key_line(key, "county-od"))
    gone = ", revoked: {by: city-od, date: 2026-11-01, reason: 丢失}"
    who = "id: zhen-secretary, name: 示例书记戊, role: 县驻村工作队, from: 2026-01-01"
    line = f"  - {{{who}, keys: [{key_line(key, 'city-od', more=gone)}]}}\n"
    repo.edit(f"{COUNTY}/region.yml", "officers:\n", f"officers:\n{line}")
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假", key=key)
    assert "已经作废" in finds(repo, SIGNED)[0].message


def test_a_signature_for_something_else_than_git_is_refused(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    key = signed.keys["zhen-secretary"]
    signed.commit("请假", signature=key.sign(b"tree of another commit"))
    assert "签名无效" in finds(signed, SIGNED)[0].message
    signed.at(signed.base).write(LEAVE, NEW_LEAVE)
    rubbish = b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"
    signed.commit("请假", signature=rubbish)
    signed.commit("再签一次", key=key)
    assert [f.message.partition("的")[2][:4] for f in finds(signed, SIGNED)] == ["签名无效"]
    signed.at(signed.base).write(LEAVE, NEW_LEAVE)
    armoured = b"-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    signed.commit("请假", signature=armoured)
    assert "没有 SSH 签名" in finds(signed, SIGNED)[0].message


def test_somebody_out_of_office_signs_nothing(repo: Forge) -> None:
    register(repo, "zhen-secretary", key_line(repo.keys["zhen-secretary"], "county-od"))
    secretary = "role: 乡镇党委书记, from: 2024-01-01"
    repo.edit(f"{TOWN}/region.yml", secretary, f"{secretary}, to: 2026-11-04")
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假", key=repo.keys["zhen-secretary"])
    assert "不在任" in finds(repo, SIGNED)[0].message


def test_a_line_in_a_townships_file_gives_no_county_power(repo: Forge) -> None:
    key = repo.keys["impostor"]
    who = "id: county-od, name: 示例组丙, role: 村党组织, from: 2024-01-01"
    line = f"  - {{{who}, keys: [{key_line(key, 'city-od')}]}}\n"
    repo.edit(f"{TOWN}/region.yml", "villages:\n", f"{line}villages:\n")
    repo.append(f"{COUNTY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    repo.edit(f"{COUNTY}/cadres/990101-001.yml", "postings:", "note: 改\npostings:")
    repo.commit("改档案", key=key)
    assert "不归他管" in finds(repo, SIGNED)[0].message
    repo.at(repo.base).write(LEAVE, NEW_LEAVE.replace("by: zhen-secretary", "by: county-od"))
    repo.commit("请假", key=key)
    assert "只登记在下级" in finds(repo, OWN)[0].message


def test_a_key_counts_only_after_its_registration_is_merged(signed: Forge) -> None:
    key = signed.keys["zhen-mayor"]
    line = key_line(key, "county-od")
    mayor = "name: 示例镇长辛, role: 乡镇党委, leading: true, from: 2024-01-01"
    signed.edit(f"{TOWN}/region.yml", mayor, f"{mayor}, keys: [{line}]")
    signed.commit("登记公钥", key=signed.keys["county-od"])
    assert all_three(signed) == []
    signed.write(LEAVE, NEW_LEAVE.replace("zhen-secretary", "zhen-mayor"))
    signed.commit("马上用它", key=key)
    assert "在合并以前没有登记" in finds(signed, SIGNED)[0].message
    signed.at(signed.base).write(LEAVE, NEW_LEAVE.replace("zhen-secretary", "zhen-mayor"))
    signed.commit("别人代签", key=signed.keys["zhen-secretary"])
    assert "他在合并以前没有登记公钥" in finds(signed, OWN)[0].message


# -- what gives power ---------------------------------------------------------------------------


def test_nobody_confirms_a_key_in_anothers_name(signed: Forge) -> None:
    line = key_line(signed.keys["zhen-mayor"], "city-od")
    mayor = "name: 示例镇长辛, role: 乡镇党委, leading: true, from: 2024-01-01"
    signed.edit(f"{TOWN}/region.yml", mayor, f"{mayor}, keys: [{line}]")
    signed.commit("登记公钥", key=signed.keys["county-od"])
    [found] = finds(signed, OWN)
    assert "确认公钥写明是示例市组甲（city-od）" in found.message


@pytest.mark.parametrize(
    ("who", "passes"), [("zhen-secretary", False), ("county-od", True), ("city-od", True)]
)
def test_a_term_is_registered_from_above(signed: Forge, who: str, passes: bool) -> None:
    new = "  - {id: zhen-next, name: 示例新人, role: 乡镇党委书记, from: 2026-11-01}\nvillages:\n"
    signed.edit(f"{TOWN}/region.yml", "villages:\n", new)
    signed.commit("登记", key=signed.keys[who])
    assert finds(signed, SIGNED) == []
    assert (finds(signed, ABOVE) == []) is passes


@pytest.mark.parametrize(
    ("old", "new", "passes"),
    [
        (
            "role: 村党组织, from: 2024-01-01",
            "role: 村党组织, from: 2024-01-01, to: 2026-11-05",
            True,
        ),
        ("role: 村党组织, from: 2024-01-01", "role: 乡镇党委, from: 2024-01-01", False),
        (", cadre: 990101-004", "", False),
        ("name: 示例镇", "name: 示例新镇", True),
    ],
)
def test_ending_a_term_needs_nobody_above(signed: Forge, old: str, new: str, passes: bool) -> None:
    text = signed.read(f"{TOWN}/region.yml")
    signed.write(f"{TOWN}/region.yml", text.replace(old, new, 1))
    signed.commit("改登记", key=signed.keys["zhen-secretary"])
    assert (finds(signed, ABOVE) == []) is passes


def test_an_ended_term_is_not_prolonged_by_its_own_level(signed: Forge) -> None:
    registrar = "role: 村党组织, from: 2024-01-01"
    signed.edit(f"{TOWN}/region.yml", registrar, f"{registrar}, to: 2026-11-30")
    signed.settle("到月底")
    signed.edit(f"{TOWN}/region.yml", "to: 2026-11-30", "to: 2026-11-20")
    signed.commit("提前", key=signed.keys["zhen-secretary"])
    assert finds(signed, ABOVE) == []
    signed.edit(f"{TOWN}/region.yml", "to: 2026-11-20", "to: 2026-12-31")
    signed.commit("延长", key=signed.keys["zhen-secretary"])
    assert len(finds(signed, ABOVE)) == 1


def test_a_lost_key_is_revoked_at_once_and_never_revived(signed: Forge) -> None:
    path = f"{TOWN}/region.yml"
    key = signed.keys["zhen-committee"].public
    text = signed.read(path)
    gone = ", revoked: {by: zhen-secretary, date: 2026-11-05, reason: 丢失}"
    signed.edit(path, f'key: "{key}", from: 2026-01-01', f'key: "{key}", from: 2026-01-01{gone}')
    signed.commit("作废", key=signed.keys["zhen-secretary"])
    assert all_three(signed) == []
    signed.settle("已作废")
    signed.write(path, text)
    signed.commit("复活", key=signed.keys["zhen-secretary"])
    assert len(finds(signed, ABOVE)) == 1


def test_in_a_city_another_of_the_city_signs(repo: Forge) -> None:
    for officer in ("city-od", "city-committee"):
        register(repo, officer, key_line(repo.keys[officer], HOLDERS[officer][1]))
    repo.append(f"{CITY}/region.yml", "gate: {signatures: required}\n")
    repo.settle()
    line = f"{key_line(repo.keys['second'], 'city-committee')}, {{"
    repo.edit(
        f"{CITY}/region.yml",
        f'{{key: "{repo.keys["city-od"].public}"',
        f'{line}key: "{repo.keys["city-od"].public}"',
    )
    repo.commit("自己登记", key=repo.keys["city-od"])
    assert len(finds(repo, ABOVE)) == 1
    tree = git(repo.folder, "rev-parse", f"{repo.head}^{{tree}}").decode().strip()
    repo.at(repo.base).commit("别人登记", key=repo.keys["city-committee"], tree=tree)
    assert all_three(repo) == []


# -- several commits, merges ---------------------------------------------------------------------


def test_what_is_altered_after_the_seal_breaks_it(signed: Forge) -> None:
    signed.edit(SHEET, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    signed.settle("还没有封存")
    signed.append(SHEET, "seal: {by: zhen-secretary, date: 2026-11-02}\n")
    signed.commit("封存", key=signed.keys["zhen-secretary"])
    assert all_three(signed) == []
    signed.edit(SHEET, "在村: 8-31", "在村: 8-30")
    signed.commit("封存以后又改", key=signed.keys["zhen-committee"])
    assert "却由 zhen-committee 签名" in finds(signed, OWN)[0].message


def test_a_clerk_prepares_and_the_secretary_seals(signed: Forge) -> None:
    signed.edit(SHEET, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    signed.settle("还没有封存")
    signed.edit(SHEET, "在村: 8-31", "在村: 8-30")
    signed.edit(SHEET, "休息: 1-7\n  990101-002", "休息: 1-7, 31\n  990101-002")
    signed.commit("改草稿", key=signed.keys["zhen-committee"])
    signed.append(SHEET, "seal: {by: zhen-secretary, date: 2026-11-02}\n")
    signed.commit("封存", key=signed.keys["zhen-secretary"])
    assert all_three(signed) == []


def test_putting_it_back_is_bringing_it(signed: Forge) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["zhen-secretary"])
    signed.edit(LEAVE, "to: 2026-11-11", "to: 2026-11-12")
    signed.commit("改", key=signed.keys["zhen-committee"])
    signed.edit(LEAVE, "to: 2026-11-12", "to: 2026-11-11")
    signed.commit("改回来", key=signed.keys["zhen-committee"])
    assert len(finds(signed, OWN)) == 1


def test_one_of_several_inspectors_is_enough(signed: Forge) -> None:
    path = f"{COUNTY}/inspections/2026-11.yml"
    text = (
        "month: 2026-11\ninspections:\n  - id: 990101-202611-01\n    date: 2026-11-03\n"
        "    level: 县\n    method: 明察暗访\n    announced: false\n"
        "    inspectors: [county-od, county-team]\n    visits:\n"
        '      - {cadre: 990101-001, time: "10:20", found: 在岗}\n'
    )
    signed.write(path, text)
    signed.commit("督查", key=signed.keys["county-team"])
    assert all_three(signed) == []
    signed.at(signed.base).write(path, text)
    signed.commit("督查", key=signed.keys["city-od"])
    assert len(finds(signed, OWN)) == 2


def test_a_clean_merge_needs_no_officer_and_an_evil_one_does(signed: Forge) -> None:
    base = signed.base
    signed.write(LEAVE, NEW_LEAVE)
    mine = signed.commit("请假", key=signed.keys["zhen-secretary"])
    signed.at(base).write(CASE, NEW_CASE)
    signed.settle("主分支往前走")
    main = signed.base
    signed.at(mine).write(CASE, NEW_CASE)
    signed.commit("合并主分支", parents=[mine, main])
    assert all_three(signed) == []
    signed.edit(LEAVE, "事假", "病假")
    signed.commit("合并时夹带", parents=[mine, main])
    assert "没有 SSH 签名，其中 2026-11-05 的审批" in finds(signed, SIGNED)[0].message
    signed.commit("合并时夹带", parents=[mine, main], key=signed.keys["zhen-committee"])
    assert finds(signed, SIGNED) == []
    assert len(finds(signed, OWN)) == 1


def test_a_merge_that_drops_the_other_side_answers_for_it(signed: Forge) -> None:
    base = signed.base
    signed.write(LEAVE, NEW_LEAVE)
    mine = signed.commit("请假", key=signed.keys["zhen-secretary"])
    signed.at(base).write(CASE, NEW_CASE)
    signed.settle("主分支立了案")
    signed.at(mine).commit("合并时丢掉案件", parents=[mine, signed.base])
    [found] = finds(signed, SIGNED)
    assert found.path == CASE


def test_an_octopus_answers_for_all_that_it_takes_over(signed: Forge) -> None:
    base, tips = signed.base, []
    for name in ("一", "二"):
        signed.at(base).edit(f"{TOWN}/region.yml", "name: 示例镇\n", f"name: 示例{name}镇\n")
        tips.append(signed.commit(name, key=signed.keys["zhen-secretary"]))
    signed.at(base).commit(
        "三方合并",
        parents=[base, *tips],
        tree=git(signed.folder, "rev-parse", f"{tips[0]}^{{tree}}").decode().strip(),
    )
    assert "没有 SSH 签名" in finds(signed, SIGNED)[0].message


def test_what_only_the_merge_puts_together_was_signed_by_nobody(signed: Forge) -> None:
    signed.edit(SHEET, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    signed.settle("还没有封存")
    base = signed.base
    signed.append(SHEET, "seal: {by: zhen-secretary, date: 2026-11-02}\n")
    sealed = signed.commit("封存", key=signed.keys["zhen-secretary"])
    signed.at(base).edit(SHEET, "在村: 8-31", "在村: 8-30")
    signed.settle("主分支改了前面")
    signed.head = sealed
    [found] = finds(signed, OWN)
    assert "合并时拼起来的" in found.message


# -- corrections ---------------------------------------------------------------------------------


def test_a_correction_is_signed_by_who_approves_it_not_by_the_sealer(signed: Forge) -> None:
    signed.edit(SHEET, "在村: 8-31", "在村: 8-30")
    correction = (
        "year: 2026\ncorrections:\n  - file: shilizhen/attendance/2026-10.yml\n    changes:\n"
        '      - {item: sheets/990101-001/在村, old: "8-31", new: "8-30"}\n'
        "    reason: 登记错了\n    by: zhen-secretary\n    date: 2026-11-05\n"
        "    approval: {by: county-od, date: 2026-11-05}\n"
    )
    signed.write(f"{COUNTY}/corrections/2026.yml", correction)
    signed.commit("更正", key=signed.keys["county-od"])
    assert all_three(signed) == []
    signed.at(signed.base).edit(SHEET, "在村: 8-31", "在村: 8-30")
    signed.commit("没有更正记录", key=signed.keys["county-od"])
    assert "盖章写明是示例书记戊（zhen-secretary）" in finds(signed, OWN)[0].message


# -- the machine ---------------------------------------------------------------------------------


def test_without_ssh_keygen_it_is_an_error_and_no_pass(
    signed: Forge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["zhen-secretary"])
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(GitError, match="请先安装 OpenSSH 客户端"):
        finds(signed, SIGNED)
    code, _, said = run(capsys, "gate", signed.base, signed.head, "--repo", str(signed.folder))
    assert code == 2
    assert "请先安装 OpenSSH 客户端" in said


def test_git_dying_over_one_signature_hides_no_other(
    signed: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_git = Repository.run

    def dying(self: Repository, *arguments: str, **more: Any) -> tuple[int, bytes]:
        if "log" in arguments and more["stdin"].count(b"\n") > 1:
            return -signal.SIGPIPE, b""
        return run_git(self, *arguments, **more)

    monkeypatch.setattr(Repository, "run", dying)
    signed.write(LEAVE, NEW_LEAVE)
    signed.commit("请假", key=signed.keys["zhen-secretary"])
    signed.edit(f"{TOWN}/region.yml", "name: 示例镇\n", "name: 示例新镇\n")
    sha = signed.commit("改名")
    assert [f.message for f in finds(signed, SIGNED)] == [f"提交 {sha[:10]} 没有 SSH 签名"]


@pytest.fixture
def clone(signed: Forge, tmp_path: Path) -> Path:
    """A clerk's own clone."""
    folder = tmp_path / "clone"
    git(signed.folder, "clone", "--quiet", "--branch", "main", str(signed.folder), str(folder))
    return folder


def test_what_git_itself_signs_is_believed(signed: Forge, clone: Path) -> None:
    (clone / LEAVE).write_text(NEW_LEAVE, encoding="utf-8")
    key = signed.keys["zhen-secretary"].private
    settings = [
        "user.name=示例书记",
        "user.email=a@example.com",
        "gpg.format=ssh",
        f"user.signingkey={key}",
    ]
    options = [part for each in settings for part in ("-c", each)]
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-11-05T10:00:00+08:00")
    git_environment = {
        **ENVIRONMENT,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        **dates,
    }
    for command in (
        ["add", "."],
        ["commit", "--quiet", "-S", "-m", "请假"],
        ["push", "--quiet", "origin", "HEAD:change"],
    ):
        subprocess.run(
            ["git", *options, *command],
            cwd=clone,
            check=True,
            env=git_environment,
            capture_output=True,
        )
    signed.head = git(signed.folder, "rev-parse", "change").decode().strip()
    assert all_three(signed) == []
