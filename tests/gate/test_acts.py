"""Acts that a change introduces or alters; who acts was registered before; dates run forward."""

from __future__ import annotations

import pytest

from gate.changes import finds, in_change
from gate.forge import COUNTY, NEXT_COUNTY, TOWN, Forge
from zhucun.gate.acts import touched_acts

REGISTERED = "actor_was_registered_before"
DATES = "commit_dates_run_forward"
LEAVE = f"{TOWN}/leave/2026-11.yml"
NEW_LEAVE = """\
month: 2026-11
leaves:
  - cadre: 990101-001
    from: 2026-11-10
    to: 2026-11-11
    reason_kind: 事假
    approval: {by: zhen-secretary, date: 2026-11-05}
"""
SUCCESSOR = "  - {id: zhen-next, name: 示例新人, role: 乡镇党委书记, from: 2024-01-01}\nvillages:\n"


def touched(repo: Forge) -> list[tuple[str, str, bool]]:
    """Place, officer and newness of each act that the change introduces or alters."""
    found = in_change(repo, touched_acts)
    return [(t.deed.place, t.deed.officer, t.is_new) for t in found]


def test_a_new_approval_is_an_act(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假")
    assert touched(repo) == [("leaves/*/approval", "zhen-secretary", True)]


def test_the_days_of_an_approved_leave_belong_to_its_approval(repo: Forge) -> None:
    repo.edit(f"{TOWN}/leave/2026-10.yml", "to: 2026-10-21", "to: 2026-10-22")
    repo.commit("改假期")
    assert touched(repo) == [("leaves/*/approval", "county-od", False)]


def test_what_may_come_later_alters_no_act(repo: Forge) -> None:
    repo.edit(
        f"{TOWN}/leave/2026-10.yml",
        "date: 2026-10-10}",
        "date: 2026-10-10}\n      - {kind: 备案, to: 县委组织部, date: 2026-10-11}",
    )
    repo.commit("补抄报")
    assert touched(repo) == []


def test_a_later_act_in_the_same_record_alters_no_earlier_one(repo: Forge) -> None:
    repo.edit(
        f"{COUNTY}/cases/990101-c001.yml",
        "date: 2026-09-29}\n",
        "date: 2026-09-29}\n  - {kind: 约谈本人, by: county-od, date: 2026-09-30}\n",
    )
    repo.commit("再处理")
    assert touched(repo) == [("dispositions/*", "county-od", True)]


def test_a_seal_covers_every_line_of_its_sheet(repo: Forge) -> None:
    repo.edit(f"{TOWN}/attendance/2026-10.yml", "在村: 8-31", "在村: 8-30")
    repo.commit("改考勤")
    assert touched(repo) == [("seal", "zhen-secretary", False), ("", "cun-registrar", False)]


def test_an_approved_article_is_covered_with_its_text(repo: Forge) -> None:
    repo.append(f"{TOWN}/profiles/gu-wu-dao-jia.md", "\n又加了一段。\n")
    repo.commit("改文章")
    assert [place for place, _, _ in touched(repo)] == ["approval"]


def test_items_that_only_move_are_the_same_acts(repo: Forge) -> None:
    text = repo.read(f"{COUNTY}/reviews/2026-Q3.yml")
    head, *items = text.split("\n  - ")
    items[-1] = items[-1].rstrip("\n")
    assert len(items) > 1
    repo.write(f"{COUNTY}/reviews/2026-Q3.yml", "\n  - ".join([head, *reversed(items)]) + "\n")
    repo.commit("换顺序")
    assert touched(repo) == []


def test_a_file_that_matches_no_schema_tells_of_no_act(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE.replace("date: 2026-11-05", "when: 2026-11-05"))
    repo.commit("写错")
    assert touched(repo) == []


# -- who acts was registered before ----------------------------------------------------------


def test_an_officer_of_base_may_act(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("请假")
    assert finds(repo, REGISTERED) == []


def test_nobody_is_registered_and_acts_at_once(repo: Forge) -> None:
    repo.edit(f"{TOWN}/region.yml", "villages:\n", SUCCESSOR)
    repo.write(LEAVE, NEW_LEAVE.replace("zhen-secretary", "zhen-next"))
    repo.commit("登记又签批")
    [found] = finds(repo, REGISTERED)
    assert found.path == LEAVE
    assert "zhen-next，他的“乡镇党委书记”是这次改动才登记" in found.message


def test_registering_first_and_acting_then_passes(repo: Forge) -> None:
    repo.edit(f"{TOWN}/region.yml", "villages:\n", SUCCESSOR)
    repo.settle("先登记")
    repo.write(LEAVE, NEW_LEAVE.replace("zhen-secretary", "zhen-next"))
    repo.commit("再签批")
    assert finds(repo, REGISTERED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("role: 村党组织,", "role: 乡镇党委书记,"),
        ("id: cun-registrar, name: 示例文书庚,", "id: cun-registrar, name: 另一个人,"),
    ],
)
def test_a_role_or_a_name_is_not_changed_to_fit(repo: Forge, old: str, new: str) -> None:
    repo.edit(f"{TOWN}/region.yml", old, new)
    repo.write(LEAVE, NEW_LEAVE.replace("zhen-secretary", "cun-registrar"))
    repo.commit("改职责")
    assert [f.path for f in finds(repo, REGISTERED)] == [LEAVE]


def test_a_term_is_not_prolonged_to_fit_but_may_be_ended(repo: Forge) -> None:
    secretary = "role: 乡镇党委书记, from: 2024-01-01"
    repo.edit(f"{TOWN}/region.yml", secretary, f"{secretary}, to: 2026-12-31")
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("到年底离任")
    assert finds(repo, REGISTERED) == []
    repo.at(repo.base).edit(f"{TOWN}/region.yml", secretary, f"{secretary}, to: 2026-11-01")
    repo.settle("已离任")
    repo.edit(f"{TOWN}/region.yml", "to: 2026-11-01", "to: 2026-11-30")
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("延长任期再签批")
    assert len(finds(repo, REGISTERED)) == 1


def test_that_the_officer_is_the_cadre_is_not_struck_out_to_fit(repo: Forge) -> None:
    repo.edit(f"{TOWN}/region.yml", ", cadre: 990101-004", "")
    repo.write(LEAVE, NEW_LEAVE.replace("zhen-secretary", "zhen-deputy"))
    repo.commit("去掉回避")
    assert len(finds(repo, REGISTERED)) == 1


def test_heading_a_body_is_a_power_too(repo: Forge) -> None:
    body = "bodies:\n  - {kind: 驻村工作领导小组, head: zhen-secretary, from: 2024-01-01}\n"
    repo.append(f"{COUNTY}/region.yml", body)
    repo.commit("任组长")
    assert finds(repo, REGISTERED) == []
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("又签批")
    assert "驻村工作领导小组的负责人" in finds(repo, REGISTERED)[0].message


def test_a_county_that_comes_in_brings_officers_and_acts(repo: Forge) -> None:
    for path in (f"{NEXT_COUNTY}/region.yml", f"{NEXT_COUNTY}/linzhen/region.yml"):
        repo.delete(path)
    repo.settle("没有邻县")
    repo.at(f"{repo.base}~1")
    regions = {
        p: repo.read(p) for p in (f"{NEXT_COUNTY}/region.yml", f"{NEXT_COUNTY}/linzhen/region.yml")
    }
    repo.at(repo.base)
    for path, text in regions.items():
        repo.write(path, text)
    overlay = (
        "overlays:\n  - {regulation: s4, key: attendance.seal_days, from: 2026-11-01, "
        "document: 邻县文件, by: lin-od, value: 5}\n"
    )
    repo.append(f"{NEXT_COUNTY}/region.yml", overlay)
    repo.commit("邻县加入")
    assert ("overlays/*", "lin-od", True) in touched(repo)
    assert finds(repo, REGISTERED) == []


# -- dates -----------------------------------------------------------------------------------


def test_dates_may_stand_still_or_differ_by_a_clock(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("一", date="2026-11-04T18:00:00+08:00")
    repo.commit("二", date="2026-11-04T06:00:00-04:00")
    repo.commit("三", date="2026-11-04T00:30:00+08:00")
    assert finds(repo, DATES) == []


def test_a_commit_is_not_dated_before_its_parent(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    sha = repo.commit("倒填", date="2026-10-01T09:00:00+08:00")
    [found] = finds(repo, DATES)
    assert f"{sha[:10]} 的日期是 2026-10-01，早于" in found.message


@pytest.mark.parametrize("kind", ["date", "authored"])
def test_a_commit_is_not_dated_after_the_day_judged(repo: Forge, kind: str) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("明天", date="2026-11-06T23:00:00+08:00")
    assert finds(repo, DATES, as_of="2026-11-05") == []
    dates = {"date": "2026-11-06T23:00:00+08:00", kind: "2026-11-07T00:10:00+08:00"}
    repo.commit("后天", date=dates["date"], authored=dates.get("authored"))
    [found] = finds(repo, DATES, as_of="2026-11-05")
    assert "2026-11-07，晚于判断的日期 2026-11-05" in found.message


def test_a_date_that_is_none_is_refused(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    repo.commit("没有日期", date="0 +0000")
    assert "1970-01-01" in finds(repo, DATES, as_of="2026-11-05")[0].message
    repo.at(repo.base).write(LEAVE, NEW_LEAVE)
    repo.commit("很大的日期", authored="99999999999999999 +0000")
    assert "9999-12-31" in finds(repo, DATES, as_of="2026-11-05")[0].message


def test_a_log_may_say_which_commit_is_misdated(repo: Forge) -> None:
    repo.write(LEAVE, NEW_LEAVE)
    sha = repo.commit("倒填", date="2026-10-01T09:00:00+08:00")
    assert any(sha[:10] in f.discreet for f in repo.judge().findings if f.rule == DATES)
