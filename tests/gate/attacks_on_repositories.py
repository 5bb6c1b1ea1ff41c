"""Attacks through the judged repository itself: its settings must not run a program, its names not
be taken for options."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import NOVEMBER, leave, november
from gate.cases import attack
from gate.corrections import SHEET, correct_the_sheet
from gate.forge import Forge
from gate.signing import require_signatures

GROUP: Final = "记录库的设置和命令行"
CORRECTED: Final = "final_record_changes_by_correction"
#: The program that no setting may start: it leaves this file in the repository.
PWNED: Final = "pwned"


def trap(repo: Forge) -> str:
    """A program that tells that it was run."""
    program = repo.folder / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{repo.folder / PWNED}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@attack("库的设置里有外部差异、过滤、监视程序", refused_by=CORRECTED, path=SHEET)
def programs_in_the_configuration(repo: Forge) -> None:
    program = trap(repo)
    repo.configure(
        f"[core]\n\tfsmonitor = {program}\n\thooksPath = {repo.folder}\n\tpager = {program}\n"
        f"\tsshCommand = {program}\n\tgitProxy = {program}\n\taskPass = {program}\n"
        f"[diff]\n\texternal = {program}\n"
        f'[diff "yml"]\n\ttextconv = {program}\n\tcommand = {program}\n'
        f'[filter "yml"]\n\tsmudge = {program}\n\tclean = {program}\n\tprocess = {program}\n'
        f"[gpg]\n\tprogram = {program}\n"
        f'[gpg "ssh"]\n\tprogram = {program}\n\tdefaultKeyCommand = {program}\n'
        f"[uploadpack]\n\tpackObjectsHook = {program}\n"
        f"[alias]\n\trev-parse = !{program}\n\tcat-file = !{program}\n"
    )
    (repo.folder / "info").mkdir(exist_ok=True)
    (repo.folder / "info" / "attributes").write_text("*.yml diff=yml filter=yml\n")
    correct_the_sheet(repo)
    repo.commit("改考勤")


@attack("库的设置里有自定的合并程序", refused_by=CORRECTED, path=SHEET)
def merge_driver_in_the_configuration(repo: Forge) -> None:
    program = trap(repo)
    repo.configure(f'[merge]\n\tdefault = evil\n[merge "evil"]\n\tdriver = {program} %A\n')
    (repo.folder / "info").mkdir(exist_ok=True)
    (repo.folder / "info" / "attributes").write_text("*.yml merge=evil\n")
    start = repo.base
    repo.edit(SHEET, "month: 2026-09\n", "# 九月\nmonth: 2026-09\n")
    main = repo.commit("主分支加注释", date="2026-11-04T19:00:00+08:00")
    repo.at(start)
    correct_the_sheet(repo)
    repo.commit("分支改考勤")
    repo.base = main


@attack("部分克隆：缺的内容要从恶意的来源取", says="缺少对象")
def promisor_that_runs_a_program(repo: Forge) -> None:
    program = trap(repo)
    repo.configure(
        "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = evil\n"
        f'[remote "evil"]\n\turl = {repo.folder}\n\tpromisor = true\n\tuploadpack = {program}\n'
        '[protocol "file"]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n'
    )
    repo.place(NOVEMBER, "100644", "ab" * 20)
    repo.commit("缺内容")


@attack("库的设置换掉验签的程序和名单", refused_by="commit_is_signed", path=NOVEMBER)
def signers_in_the_configuration(repo: Forge) -> None:
    require_signatures(repo)
    signers = repo.folder / "signers"
    signers.write_text(f"* {repo.keys['stranger'].public}\n", encoding="utf-8")
    repo.configure(
        f'[gpg]\n\tformat = ssh\n[gpg "ssh"]\n\tallowedSignersFile = {signers}\n\tprogram = true\n'
    )
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )
    repo.commit("请假", key=repo.keys["stranger"])


@attack("借用别处的对象库（alternates）", refused_by=CORRECTED, path=SHEET)
def borrowed_objects(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改考勤")
    store = repo.folder / "objects"
    elsewhere = repo.folder / "elsewhere"
    store.rename(elsewhere)
    (store / "info").mkdir(parents=True)
    (store / "info" / "alternates").write_text(f"{elsewhere}\n", encoding="utf-8")


@attack("基准写成像选项的文字", says="没有", asks=("--", "--output=x", "{head}"))
def base_like_an_option(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改考勤")


@attack("改动写成像选项的文字", says="没有", asks=("--", "{base}", "--upload-pack=touch pwned"))
def head_like_an_option(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改考勤")


@attack("基准写成一段范围", says="没有", asks=("{first}..{base}", "{head}"))
def base_like_a_range(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改考勤")


@attack("基准是一个文件，不是提交", says="没有", asks=("{base}:README.md", "{head}"))
def base_that_is_no_commit(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改考勤")


@attack(
    "分支名里有特殊字符",
    refused_by=CORRECTED,
    path=SHEET,
    asks=("{base}", "refs/heads/$(touch${{IFS}}pwned);`x`'\""),
)
def branch_of_a_shell(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.ref("refs/heads/$(touch${IFS}pwned);`x`'\"", repo.commit("改考勤"))


@attack("分支名与提交号相同，指向别处", refused_by=CORRECTED, path=SHEET)
def branch_named_like_a_commit(repo: Forge) -> None:
    honest = repo.base
    correct_the_sheet(repo)
    head = repo.commit("改考勤")
    repo.ref(f"refs/heads/{head}", honest)
    repo.ref(f"refs/tags/{head}", honest)


@attack("提交说明伪造工作流命令和控制码", refused_by=CORRECTED, path=SHEET)
def forged_message(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit(
        "改考勤\n::error::伪造\n\x1b[2J",
        author="::error::伪造 <\x1b[31mx@example.com>",
    )


@attack("建一个与主分支同名的标签，让本机比错基准", says="写全名", asks=("main", "{head}"))
def a_tag_named_like_the_branch(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.ref("refs/tags/main", repo.commit("改考勤"))
