"""Attacks on signatures, in a county that requires them; keys and signatures are real."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import EVENT, NOVEMBER, leave, november
from gate.cases import attack
from gate.corrections import (
    correct_the_sheet,
    correction,
    correction_by_the_city,
    page,
    write_correction,
)
from gate.forge import COUNTY, NEXT_COUNTY, TOWN, Forge
from gate.signing import (
    CITY_REGION,
    COUNTY_REGION,
    HOLDERS,
    TOWN_REGION,
    registered,
    require_signatures,
)

GROUP: Final = "签名"
GRANTED: Final = "power_is_granted_from_above"
COVERED: Final = "commit_is_signed"
MEETING: Final = "  - {id: m08, kind: 座谈会, date: 2026-11-04, chair: county-od}\n"
SIGNED: Final = "act_is_signed"
VALID: Final = "commit_is_signed"
MAIL: Final = "文书 <zhen-secretary@example.com>"


def ask_for_leave(repo: Forge) -> None:
    """A leave that zhen-secretary approves."""
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )


@attack("要求签名的县不签名就批假", refused_by=VALID, path=NOVEMBER)
def no_signature(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假")


@attack("用别人的钥匙签名", refused_by=SIGNED, path=NOVEMBER)
def signed_by_another_officer(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假", key=repo.keys["zhen-committee"])


@attack("用没有登记的钥匙签名，作者写成书记本人", refused_by=VALID)
def signed_by_a_stranger(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假", key=repo.keys["stranger"], author=MAIL)


@attack("用作废的钥匙签名", refused_by=VALID)
def signed_by_a_revoked_key(repo: Forge) -> None:
    key = repo.keys["zhen-secretary"]
    old = registered(key, "county-od", revoked=("county-od", "2026-10-20"))
    require_signatures(repo, zhen_secretary=old)
    ask_for_leave(repo)
    repo.commit("请假", key=key)


@attack("用作废的钥匙签名，把提交日期写到作废以前", refused_by=VALID)
def signed_by_a_revoked_key_and_backdated(repo: Forge) -> None:
    key = repo.keys["zhen-secretary"]
    old = registered(key, "county-od", revoked=("county-od", "2026-10-20"))
    require_signatures(repo, zhen_secretary=old)
    repo.write(
        NOVEMBER,
        november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary", "2026-10-19")),
    )
    repo.commit("请假", key=key, date="2026-10-19T10:00:00+08:00")


@attack("用还没有生效的钥匙签名", refused_by=VALID)
def signed_by_a_future_key(repo: Forge) -> None:
    key = repo.keys["zhen-secretary"]
    require_signatures(repo, zhen_secretary=registered(key, "county-od", since="2026-12-01"))
    ask_for_leave(repo)
    repo.commit("请假", key=key)


@attack("用过了期的钥匙签名", refused_by=VALID)
def signed_by_an_expired_key(repo: Forge) -> None:
    key = repo.keys["zhen-secretary"]
    require_signatures(repo, zhen_secretary=registered(key, "county-od", to="2026-10-31"))
    ask_for_leave(repo)
    repo.commit("请假", key=key)


@attack("登记自己的钥匙，同一次改动里就用", refused_by=VALID)
def register_a_key_and_use_it(repo: Forge) -> None:
    require_signatures(repo)
    key = repo.keys["new"]
    _, end, _ = HOLDERS["zhen-secretary"]
    repo.edit(
        TOWN_REGION, f"戊, {end}, keys: [", f"戊, {end}, keys: [{registered(key, 'county-od')}, "
    )
    repo.commit("登记钥匙", key=key)
    ask_for_leave(repo)
    repo.commit("请假", key=key)


@attack("自己登记的钥匙没有上级确认", refused_by=GRANTED)
def register_a_key_unconfirmed(repo: Forge) -> None:
    require_signatures(repo)
    _, end, _ = HOLDERS["zhen-secretary"]
    new = registered(repo.keys["new"], "zhen-secretary", since="2026-11-05")
    repo.edit(TOWN_REGION, f"戊, {end}, keys: [", f"戊, {end}, keys: [{new}, ")
    repo.commit("登记钥匙", key=repo.keys["zhen-secretary"])


@attack("登记钥匙写着上级确认，上级却没有签名", refused_by=SIGNED)
def register_a_key_confirmed_by_nobody(repo: Forge) -> None:
    require_signatures(repo)
    _, end, _ = HOLDERS["zhen-secretary"]
    new = registered(repo.keys["new"], "county-od", since="2026-11-05")
    repo.edit(TOWN_REGION, f"戊, {end}, keys: [", f"戊, {end}, keys: [{new}, ")
    repo.commit("登记钥匙", key=repo.keys["zhen-secretary"])


@attack("把别人登记的钥匙换成自己的", refused_by="nothing_final_is_deleted")
def replace_a_key(repo: Forge) -> None:
    require_signatures(repo)
    repo.edit(TOWN_REGION, repo.keys["zhen-secretary"].public, repo.keys["new"].public)
    repo.commit("换钥匙", key=repo.keys["zhen-committee"])


@attack("删去作废的记载，让丢失的钥匙复活", refused_by="nothing_final_is_deleted")
def revive_a_revoked_key(repo: Forge) -> None:
    key = repo.keys["zhen-secretary"]
    old = registered(key, "county-od", revoked=("county-od", "2026-10-20"))
    require_signatures(repo, zhen_secretary=old)
    repo.edit(TOWN_REGION, ", revoked: {by: county-od, date: 2026-10-20, reason: 电脑丢失}", "")
    repo.commit("找到了", key=key)


@attack("提交内容换了，签名照搬", refused_by=VALID)
def signature_of_another_commit(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假", signature=repo.keys["zhen-secretary"].sign(b"tree of something else"))


@attack("签名的用途不是 git", refused_by=VALID)
def signature_for_another_purpose(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假", key=repo.keys["zhen-secretary"], namespace="file")


@attack("签名是一段乱码", refused_by=VALID)
def signature_of_rubbish(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    rubbish = b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"
    repo.commit("请假", signature=rubbish)


@attack("先由文书写入不签名的审批，再由书记签一个空提交", refused_by=VALID)
def signature_on_another_commit(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假")
    repo.write("docs/guide.md", "# 说明\n")
    repo.commit("改说明", key=repo.keys["zhen-secretary"])


@attack("书记签了批两天，合并时改成另一份", refused_by=VALID)
def change_a_signed_act_in_a_merge(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    signed = repo.commit("请假", key=repo.keys["zhen-secretary"])
    repo.at(repo.base).write("docs/guide.md", "# 说明\n")
    other = repo.commit("改说明")
    repo.write(
        NOVEMBER, november(leave("990101-002", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )
    repo.commit("合并", parents=[other, signed])


@attack("关掉签名要求，同一次改动里就不签名", refused_by=VALID)
def switch_signatures_off_and_use_it(repo: Forge) -> None:
    require_signatures(repo)
    repo.edit(COUNTY_REGION, "gate:\n  signatures: required\n", "")
    ask_for_leave(repo)
    repo.commit("不用签名了")


@attack("不签名就关掉签名要求", refused_by="commit_is_signed")
def switch_signatures_off(repo: Forge) -> None:
    require_signatures(repo)
    repo.edit(COUNTY_REGION, "gate:\n  signatures: required\n", "")
    repo.commit("不用签名了")


@attack("换一个县的目录来逃开签名要求", refused_by=SIGNED)
def act_on_an_officer_of_the_city(repo: Forge) -> None:
    require_signatures(repo)
    by_city = leave("990101-001", "2026-11-09", "2026-11-29", "city-od")
    repo.write(NOVEMBER, november(by_city))
    repo.commit("请假", key=repo.keys["county-od"])


@attack("本乡镇的人签名改邻县的记录", refused_by=COVERED)
def sign_for_another_county(repo: Forge) -> None:
    require_signatures(repo, region=CITY_REGION)
    village = '  - {code: "990102100202", name: 邻二村, kind: 村, category: 其他村}\n'
    repo.append(f"{NEXT_COUNTY}/linzhen/region.yml", village)
    repo.commit("邻县加一个村", key=repo.keys["zhen-secretary"])


@attack("乡镇的人签名写县里的会议", refused_by=COVERED)
def sign_for_the_county(repo: Forge) -> None:
    require_signatures(repo)
    repo.append(f"{COUNTY}/meetings/2026.yml", MEETING)
    repo.commit("县里的会", key=repo.keys["zhen-secretary"])


@attack("乡镇的人签名关掉本县的签名要求", refused_by=COVERED)
def switch_signatures_off_from_below(repo: Forge) -> None:
    require_signatures(repo)
    repo.edit(COUNTY_REGION, "gate:\n  signatures: required\n", "")
    repo.commit("不用签名了", key=repo.keys["zhen-secretary"])


@attack("卸任以后还用自己的钥匙签批", refused_by=COVERED)
def sign_after_leaving_office(repo: Forge) -> None:
    require_signatures(repo)
    start = "id: zhen-secretary, name: 示例书记戊, role: 乡镇党委书记, from: 2024-01-01"
    repo.edit(TOWN_REGION, start, f"{start}, to: 2026-11-03")
    repo.settle("卸任")
    repo.append(f"{TOWN}/events/2026.yml", EVENT)
    repo.commit("补登事件", key=repo.keys["zhen-secretary"])


@attack("要求签名的县，更正写着县里批准，县里却没有签名", refused_by=SIGNED)
def a_correction_signed_from_below(repo: Forge) -> None:
    require_signatures(repo)
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.commit("更正", key=repo.keys["zhen-secretary"])


@attack("要求签名的县，把签过的审批原样移到另一个人名下", refused_by=SIGNED)
def pass_a_signed_act_to_somebody_else(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    repo.commit("请假", key=repo.keys["zhen-secretary"])
    repo.edit(NOVEMBER, "cadre: 990101-001", "cadre: 990101-002")
    repo.commit("换人", key=repo.keys["cun-registrar"])


@attack(
    "要求签名的县，借不要求签名的市里的更正文件改封存的考勤",
    refused_by=VALID,
    path="records/shili/corrections/2026.yml",
)
def a_correction_by_way_of_the_city(repo: Forge) -> None:
    require_signatures(repo)
    correct_the_sheet(repo)
    repo.write("records/shili/corrections/2026.yml", page(correction_by_the_city()))
    repo.commit("更正", key=repo.keys["cun-registrar"])


@attack("市里批准的更正，单独提交而不签名", refused_by=VALID)
def a_city_correction_in_a_commit_of_its_own(repo: Forge) -> None:
    require_signatures(repo)
    repo.write("records/shili/corrections/2026.yml", page(correction_by_the_city()))
    repo.commit("市里的更正")
    correct_the_sheet(repo)
    repo.commit("照更正改", key=repo.keys["county-od"])


@attack("早已卸任的人从旧的提交上分出来，把日期写在任期之内", refused_by=COVERED)
def sign_long_after_leaving_on_an_old_branch(repo: Forge) -> None:
    start = "id: zhen-secretary, name: 示例书记戊, role: 乡镇党委书记, from: 2024-01-01"
    require_signatures(repo)
    repo.edit(TOWN_REGION, start, f"{start}, to: 2026-11-05")
    base, old = repo.settle("卸任", date="2027-01-05T10:00:00+08:00"), repo.first
    repo.at(old)
    ask_for_leave(repo)
    repo.commit("补批", key=repo.keys["zhen-secretary"])
    repo.base = base


@attack("市里不要求签名，就不签名地给市里添人添钥匙，好管要求签名的县", refused_by=VALID)
def power_by_way_of_the_city(repo: Forge) -> None:
    require_signatures(repo)
    key = registered(repo.keys["new"], "city-committee")
    new = f"  - {{id: city-new, name: 示例辰, role: 市委组织部, from: 2026-01-01, keys: [{key}]}}\n"
    repo.edit(CITY_REGION, "officers:\n", f"officers:\n{new}")
    repo.commit("市里新来的人")


@attack("签名是一段普通文字", refused_by=VALID)
def signature_of_plain_text(repo: Forge) -> None:
    require_signatures(repo)
    ask_for_leave(repo)
    said = b'Good "git" signature for zhen-secretary with ED25519 key SHA256:0000\n'
    repo.commit("请假", signature=said)
