"""Attacks on what is final about village cadres, and the course that such matters honestly take."""

from __future__ import annotations

from typing import Final

from gate.cases import attack, honest
from gate.corrections import correction, write_correction
from gate.forge import COUNTY, TOWN, Forge

GROUP: Final = "已经定下的记录"
CORRECTED: Final = "final_record_changes_by_correction"
KEPT: Final = "nothing_final_is_deleted"
BACKWARDS: Final = "local_law_leaves_sealed_months_alone"
REGION: Final = f"{TOWN}/region.yml"
PERSON: Final = f"{TOWN}/village-cadres/990101-v001.yml"
NEW_PERSON: Final = f"{TOWN}/village-cadres/990101-v002.yml"
BALLOTS: Final = f"{TOWN}/competence/2026.yml"
SCORES: Final = f"{TOWN}/scores/2025.yml"

ADOPTED: Final = "regulations:\n  - {regulation: s2, from: 2025-01-01}\n"
ENROLLED: Final = """enrolments:
  - kind: 书记
    from: 2025-03-01
    decided: {by: zhen-secretary, date: 2025-02-18}
    filed: {to: 市委组织部, date: 2025-02-20}
    opinion: 对照三好三强逐条考察，六条都符合。
    rank: {year: 2024, place: 1, total: 3}
"""
SECRETARY: Final = f"""id: 990101-v001
name: 示例甲
birth: 1980-05
political_status: 中共党员
posts:
  - {{serial: 1, village: "990101100201", post: 村党组织书记, from: 2021-01-10}}
{ENROLLED}"""
NEW_SECRETARY: Final = """id: 990101-v002
name: 示例乙
birth: 1984-02
political_status: 中共党员
posts:
  - {serial: 1, village: "990101100202", post: 村党组织书记, from: 2022-03-01}
"""
MEMBERS: Final = "      党员: {ballots: 30, competent: 23}\n"
EVALUATED: Final = f"""year: 2026
evaluations:
  - id: e01
    village_cadre: 990101-v001
    half: 2026-H1
    date: 2026-07-06
    by: zhen-secretary
    indicators: {{工作纪律: 值班有空档, 任务落实: 没有开工, 工作作风: 少下户, 目标实施: 三成}}
    ballots:
{MEMBERS}      群众代表: {{ballots: 40, competent: 28}}
      包村干部: {{ballots: 2, competent: 2}}
      镇街党（工）委: {{ballots: 9, competent: 9}}
"""
TALK: Final = "    talk: {by: zhen-secretary, date: 2026-07-10}\n"
EXIT: Final = """    exit:
      proposed: {by: zhen-committee, date: 2026-07-20}
"""
CONFIRMED: Final = """      finding: 半年工作没有起色，班子谈话和走访核实，确实不能胜任。
      confirmed: {by: zhen-secretary, date: 2026-11-04}
"""
ENDED: Final = (
    "    ended: {date: 2026-11-04, reason: 胜任度评价, by: zhen-secretary, evaluation: 2026/e01}\n"
)
SCORED: Final = """year: 2025
date: 2026-01-10
by: zhen-secretary
scores:
  - {village: "990101100201", score: 780}
  - {village: "990101100202", score: 905}
  - {village: "990101100203", score: 880}
talks:
  - {village: "990101100201", village_cadre: 990101-v001, date: 2026-01-15, by: zhen-secretary}
"""
REMOVAL: Final = """removals:
  - village: "990101100201"
    village_cadre: 990101-v001
    proposed: {by: zhen-committee, date: 2026-01-16}
"""


def follow(repo: Forge) -> None:
    """The township follows S2; one secretary is enrolled and was evaluated, the year is scored."""
    repo.edit(REGION, "officers:\n", f"{ADOPTED}officers:\n")
    for name in ("示例村", "样例村"):
        repo.edit(REGION, f"name: {name},", f'name: {name}, stars: {{"2024": 4, "2025": 5}},')
    repo.write(PERSON, SECRETARY)
    repo.write(NEW_PERSON, NEW_SECRETARY)
    repo.write(BALLOTS, EVALUATED)
    repo.write(SCORES, SCORED)
    repo.settle("村干部的记录")


@attack("胜任度评价登记以后改票数", refused_by=CORRECTED, path=BALLOTS)
def change_ballots(repo: Forge) -> None:
    follow(repo)
    repo.edit(BALLOTS, MEMBERS, MEMBERS.replace("23", "28"))
    repo.commit("改票数")


@attack("把一次不利的胜任度评价整条删去", refused_by=KEPT, path=BALLOTS)
def drop_an_evaluation(repo: Forge) -> None:
    follow(repo)
    repo.write(BALLOTS, "year: 2026\nevaluations: []\n")
    repo.commit("删评价")


@attack("删去整份胜任度评价", refused_by=KEPT, path=BALLOTS)
def delete_the_evaluations(repo: Forge) -> None:
    follow(repo)
    repo.delete(BALLOTS)
    repo.commit("删评价")


@attack("退出提出以后又收回", refused_by=CORRECTED, path=BALLOTS)
def take_back_an_exit(repo: Forge) -> None:
    follow(repo)
    repo.append(BALLOTS, TALK + EXIT)
    repo.settle("提出退出")
    repo.edit(BALLOTS, EXIT, "")
    repo.commit("不提了")


@attack("把纳入专业化管理的日期往前改", refused_by=KEPT, path=PERSON)
def backdate_an_enrolment(repo: Forge) -> None:
    follow(repo)
    repo.edit(PERSON, "    from: 2025-03-01\n", "    from: 2024-03-01\n")
    repo.commit("改日期")


@attack("改综合考核位次，凑够前一半", refused_by=CORRECTED, path=PERSON)
def better_a_rank(repo: Forge) -> None:
    follow(repo)
    repo.edit(PERSON, "place: 1, total: 3", "place: 1, total: 8")
    repo.commit("改位次")


@attack("谈话以后改千分制得分", refused_by=CORRECTED, path=SCORES)
def alter_a_score(repo: Forge) -> None:
    follow(repo)
    repo.edit(SCORES, "score: 780", "score: 806")
    repo.commit("改得分")


@attack("删去已经提出的免职建议", refused_by=KEPT, path=SCORES)
def drop_a_removal(repo: Forge) -> None:
    follow(repo)
    repo.append(SCORES, REMOVAL)
    repo.settle("提出免职")
    repo.edit(SCORES, REMOVAL, "")
    repo.commit("删建议")


@attack(
    "镇里从去年起采用一份村干部的制度，评价已经登记",
    refused_by=BACKWARDS,
    path=REGION,
)
def adopt_backwards(repo: Forge) -> None:
    repo.write(PERSON, SECRETARY)
    repo.write(BALLOTS, EVALUATED)
    repo.settle("还没有采用")
    repo.edit(REGION, "officers:\n", f"{ADOPTED}officers:\n")
    repo.commit("采用")


@attack(
    "把镇里执行的制度提前停掉，过去的评价不再作数",
    refused_by=BACKWARDS,
    path=REGION,
)
def end_an_adoption_backwards(repo: Forge) -> None:
    follow(repo)
    repo.edit(REGION, "from: 2025-01-01}", "from: 2025-01-01, to: 2026-06-30}")
    repo.commit("停用")


@honest("村书记纳入专业化管理")
def enrol_a_secretary(repo: Forge) -> None:
    follow(repo)
    enrolled = ENROLLED.replace("2025-", "2026-").replace("2024", "2025")
    repo.append(NEW_PERSON, enrolled)
    repo.commit("纳入")


@honest("胜任度评价不到八成，约谈、提出退出")
def propose_an_exit(repo: Forge) -> None:
    follow(repo)
    repo.append(BALLOTS, TALK)
    repo.settle("约谈")
    repo.append(BALLOTS, EXIT)
    repo.commit("提出退出")


@honest("提出退出以后，由人认定、确认")
def confirm_an_exit(repo: Forge) -> None:
    follow(repo)
    repo.append(BALLOTS, TALK + EXIT)
    repo.settle("提出退出")
    repo.append(BALLOTS, CONFIRMED)
    repo.append(PERSON, ENDED)
    repo.commit("确认退出")


@honest("票数录错，由县里批准更正")
def correct_the_ballots(repo: Forge) -> None:
    follow(repo)
    repo.edit(BALLOTS, MEMBERS, MEMBERS.replace("23", "24"))
    said = {"item": "evaluations/e01/ballots/党员/competent", "old": 23, "new": 24}
    written = correction(file="shilizhen/competence/2026.yml", changes=[said])
    write_correction(repo, written)
    repo.commit("更正")


@honest("镇里从下个月起采用一份村干部的制度")
def adopt_from_next_month(repo: Forge) -> None:
    adopted = ADOPTED.replace("2025-01-01", "2026-12-01")
    repo.edit(REGION, "officers:\n", f"{adopted}officers:\n")
    repo.commit("采用")


@honest("县里从下个月起对全县采用一份村干部的制度")
def a_county_adopts_from_next_month(repo: Forge) -> None:
    adopted = ADOPTED.replace("2025-01-01", "2026-12-01")
    repo.edit(f"{COUNTY}/region.yml", "officers:\n", f"{adopted}officers:\n")
    repo.commit("采用")
