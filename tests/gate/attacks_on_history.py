"""Attacks through git's history: merges, dates, foreign roots, shallow clones."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import NOVEMBER, leave, november
from gate.cases import attack
from gate.corrections import SHEET, correct_the_sheet, correction, write_correction
from gate.forge import DATE, TOWN, Forge
from gate.objects import git, leaves_of

GROUP: Final = "历史和合并"
CORRECTED: Final = "final_record_changes_by_correction"


def honest_line(repo: Forge, name: str) -> str:
    """A branch from BASE that changes a page; gives its commit."""
    repo.at(repo.base).write(f"docs/{name}.md", "# 一页\n")
    return repo.commit(f"加一页 {name}")


@attack("八爪鱼合并带回旧的版本", refused_by=CORRECTED, path=SHEET)
def octopus_with_an_old_version(repo: Forge) -> None:
    lines = [honest_line(repo, name) for name in ("one", "two")]
    repo.at(repo.base)
    for name in ("one", "two"):
        repo.write(f"docs/{name}.md", "# 一页\n")
    repo.leaves.update({SHEET.encode(): leaves_of(repo.folder, repo.first)[SHEET.encode()]})
    repo.commit("合并三个分支", parents=[*lines, repo.first])


@attack("合并提交里夹带两边都没有的改动", refused_by=CORRECTED, path=SHEET)
def evil_merge(repo: Forge) -> None:
    lines = [honest_line(repo, name) for name in ("one", "two")]
    repo.at(repo.base)
    for name in ("one", "two"):
        repo.write(f"docs/{name}.md", "# 一页\n")
    correct_the_sheet(repo)
    repo.commit("合并两个分支", parents=lines)


@attack("合并主分支时一律取自己的旧版本（-s ours）", refused_by=CORRECTED)
def merge_that_keeps_ours(repo: Forge) -> None:
    repo.at(repo.first).write("docs/one.md", "# 一页\n")
    ours = repo.commit("旧分支上的一页", date="2026-10-10T09:00:00+08:00")
    repo.commit("合并主分支", parents=[ours, repo.base])


@attack("从另一个没有共同历史的库合并", says="共同的历史")
def unrelated_history(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("另一个开头", parents=[])


@attack("并入一个没有共同历史的库，带来改过的记录", refused_by=CORRECTED, path=SHEET)
def merge_an_unrelated_history(repo: Forge) -> None:
    correct_the_sheet(repo)
    foreign = repo.commit("另一个开头", parents=[])
    repo.commit("合并", parents=[repo.base, foreign])


@attack("整个换回旧的版本", refused_by=CORRECTED)
def go_back_to_an_older_version(repo: Forge) -> None:
    repo.at(repo.first)
    repo.commit("旧的一切", parents=[repo.base])


@attack("与主分支改了同一行，合不起来", says="docs/guide.md有冲突")
def conflict_with_base(repo: Forge) -> None:
    path = "docs/guide.md"
    repo.write(path, "# 主分支的说明\n")
    main = repo.commit("主分支改说明")
    repo.at(repo.base).write(path, "# 另一种说明\n")
    repo.commit("分支改说明")
    repo.base = main


@attack("主分支已盖章，旧分支照改不误，自动合并也没有冲突", refused_by=CORRECTED)
def clean_merge_into_a_sealed_sheet(repo: Forge) -> None:
    path = f"{TOWN}/attendance/2026-10.yml"
    seal = "seal: {by: zhen-secretary, date: 2026-11-02}\n"
    repo.edit(path, seal, "")
    open_ = repo.settle("十月还没有盖章")
    repo.append(path, seal)
    sealed = repo.commit("盖章", date="2026-11-04T19:00:00+08:00")
    repo.at(open_).edit(path, "    在村: 8-31\n    休息: 1-7\n", "    在村: 7-31\n    休息: 1-6\n")
    repo.commit("改一天")
    repo.base = sealed


@attack("把提交日期写到未来", refused_by="commit_dates_run_forward", as_of="2026-11-06")
def commit_from_the_future(repo: Forge) -> None:
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )
    repo.commit("请假", date="2027-03-01T10:00:00+08:00")


@attack("把提交日期倒填到主分支以前", refused_by="commit_dates_run_forward")
def commit_from_the_past(repo: Forge) -> None:
    repo.write(
        NOVEMBER,
        november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary", "2026-10-08")),
    )
    repo.commit("请假", date="2026-10-08T10:00:00+08:00")


@attack("提交日期是几百亿年以后", refused_by="commit_dates_run_forward", as_of="2026-11-06")
def commit_from_beyond_the_calendar(repo: Forge) -> None:
    repo.write("docs/guide.md", "# 说明\n")
    repo.commit("改说明", date="999999999999999999 +0800")


@attack("提交日期不是数字", refused_by="commit_dates_run_forward")
def commit_without_a_date(repo: Forge) -> None:
    repo.write("docs/guide.md", "# 说明\n")
    repo.commit("改说明", date="昨天 +0800")


@attack("浅克隆里看不到改动的历史", says="浅克隆")
def shallow_clone(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("一")
    repo.write("docs/guide.md", "# 说明\n")
    head = repo.commit("二")
    (repo.folder / "shallow").write_text(f"{head}\n", encoding="utf-8")


@attack("用 replace 引用把提交换成另一个", refused_by=CORRECTED, path=SHEET)
def replace_reference(repo: Forge) -> None:
    correct_the_sheet(repo)
    bad = repo.commit("改考勤")
    repo.at(repo.base).write("docs/guide.md", "# 说明\n")
    good = repo.commit("改说明")
    repo.ref(f"refs/replace/{bad}", good)
    repo.head = bad


@attack("用 replace 引用换掉封存的考勤的内容", refused_by=CORRECTED, path=SHEET)
def replace_a_blob(repo: Forge) -> None:
    sealed = repo.leaves[SHEET.encode()].sha
    correct_the_sheet(repo)
    repo.commit("改考勤")
    repo.ref(f"refs/replace/{repo.leaves[SHEET.encode()].sha}", sealed)


@attack("用嫁接（grafts）把旧历史说成主分支的祖先", says="共同的历史")
def grafts(repo: Forge) -> None:
    foreign = repo.commit("另一个开头", parents=[])
    (repo.folder / "info").mkdir(exist_ok=True)
    (repo.folder / "info" / "grafts").write_text(f"{foreign} {repo.base}\n", encoding="utf-8")


@attack("伪造提交图（commit-graph）里的历史", refused_by=CORRECTED, path=SHEET)
def commit_graph_of_another_history(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改考勤")
    git(repo.folder, "commit-graph", "write", "--reachable")
    graph = repo.folder / "objects" / "info" / "commit-graph"
    raw = graph.read_bytes()
    graph.chmod(0o644)
    graph.write_bytes(raw.replace(bytes.fromhex(repo.head), bytes.fromhex(repo.first)))


@attack("一次改动带来一万多次提交", says="合并成少数几次")
def too_many_commits(repo: Forge) -> None:
    count = 10_001
    who = "committer 录入员 <clerk@example.com> 1793844000 +0800"
    lines = [f"commit refs/heads/many\n{who}\ndata 1\nx\n" for _ in range(count)]
    lines[0] += f"from {repo.base}\n"
    git(repo.folder, "fast-import", "--quiet", stdin="".join(lines).encode())
    repo.at("refs/heads/many")


@attack("引用了库里没有的内容", says="缺少对象")
def missing_content(repo: Forge) -> None:
    repo.place(f"{TOWN}/attendance/2026-11.yml", "100644", "ab" * 20)
    repo.commit("缺内容", date=DATE)


@attack("更正以后又合并一个更正以前的分支", refused_by=CORRECTED)
def merge_from_before_a_correction(repo: Forge) -> None:
    before = repo.base
    correct_the_sheet(repo)
    write_correction(repo, correction())
    corrected = repo.settle("更正")
    old = leaves_of(repo.folder, before)
    repo.at(before).write("docs/guide.md", "# 说明\n")
    stale = repo.commit("旧分支")
    repo.leaves = {**old, b"docs/guide.md": repo.leaves[b"docs/guide.md"]}
    repo.commit("合并", parents=[corrected, stale])
