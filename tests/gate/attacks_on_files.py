"""Attacks through names and kinds of files: links, hidden places, names that mislead."""

from __future__ import annotations

import unicodedata
from typing import Final

from gate.cases import attack
from gate.corrections import SHEET
from gate.forge import COUNTY, TOWN, Forge
from gate.objects import FILE, FOLDER, Leaf

GROUP: Final = "文件名和文件类型"
NOVEMBER: Final = f"{TOWN}/attendance/2026-11.yml"
SIZE: Final = "change_is_of_a_reviewable_size"
ORDINARY: Final = "record_is_an_ordinary_file"
PLAIN: Final = "path_is_written_plainly"
ONLY: Final = "records_hold_only_records"
FORMED: Final = "folder_is_well_formed"
CLASH: Final = "names_do_not_collide"
SHOWABLE: Final = "picture_can_be_shown"


@attack("把记录换成指到库外的符号链接", refused_by=ORDINARY, path=NOVEMBER)
def link_a_record_outside(repo: Forge) -> None:
    repo.symlink(NOVEMBER, "/etc/passwd")
    repo.commit("链接")


@attack("把已封存的考勤换成符号链接", refused_by=ORDINARY, path=SHEET)
def link_instead_of_a_sealed_sheet(repo: Forge) -> None:
    repo.symlink(SHEET, "2026-10.yml")
    repo.commit("链接")


@attack("把一个乡镇的目录换成符号链接", refused_by=ORDINARY)
def link_a_folder(repo: Forge) -> None:
    repo.rename(TOWN, f"{COUNTY}/lingzhen")
    repo.symlink(TOWN, "lingzhen")
    repo.commit("链接")


@attack("把整个 records 换成符号链接", refused_by=ORDINARY)
def link_the_records(repo: Forge) -> None:
    repo.rename("records", "elsewhere")
    repo.symlink("records", "elsewhere")
    repo.commit("链接")


@attack("把记录标成可执行程序", refused_by=ORDINARY, path=SHEET)
def make_a_record_executable(repo: Forge) -> None:
    repo.executable(SHEET)
    repo.commit("改权限")


@attack("把记录换成子模块", refused_by=ORDINARY, path=f"{TOWN}/photos")
def submodule_among_records(repo: Forge) -> None:
    repo.submodule(f"{TOWN}/photos")
    repo.commit("子模块")


@attack("在程序旁边加子模块", refused_by=ORDINARY, path="docs/theme")
def submodule_among_pages(repo: Forge) -> None:
    repo.submodule("docs/theme")
    repo.commit("子模块")


@attack("在记录里藏一个 git 库", refused_by=PLAIN)
def nested_git(repo: Forge) -> None:
    repo.write(f"{TOWN}/.git/hooks/pre-commit", "#!/bin/sh\ntouch pwned\n")
    repo.commit("套娃")


@attack("用大小写变体藏一个 git 库", refused_by=PLAIN)
def nested_git_in_another_case(repo: Forge) -> None:
    repo.write(f"{TOWN}/.GiT/config", "[core]\nfsmonitor = touch pwned\n")
    repo.commit("套娃")


@attack("用短文件名藏一个 git 库（GIT~1）", refused_by=PLAIN)
def nested_git_by_short_name(repo: Forge) -> None:
    repo.write("docs/GIT~1/config", "[core]\nfsmonitor = touch pwned\n")
    repo.commit("套娃")


@attack("用看不见的字符藏一个 git 库", refused_by=PLAIN)
def nested_git_by_an_ignored_character(repo: Forge) -> None:
    repo.write("docs/.g\u200cit/config", "[core]\nfsmonitor = touch pwned\n")
    repo.commit("套娃")


@attack("文件名里有换行", refused_by=PLAIN)
def newline_in_a_name(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/2026-11.yml\n2026-12.yml", "month: 2026-11\n")
    repo.commit("换行")


@attack("文件名里有终端控制码", refused_by=PLAIN)
def escape_code_in_a_name(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/\x1b[2K\x1b[32m没有问题\x1b[0m.yml", "month: 2026-11\n")
    repo.commit("控制码")


@attack("文件名伪造 GitHub 的工作流命令", refused_by=PLAIN)
def workflow_command_in_a_name(repo: Forge) -> None:
    repo.write(f"{TOWN}/x\n::error file=a,line=1::伪造的命令\n.yml", "month: 2026-11\n")
    repo.commit("命令")


@attack("文件名伪造命令，不带换行", refused_by=ONLY)
def workflow_command_without_a_newline(repo: Forge) -> None:
    repo.write(f"{TOWN}/::error::伪造.yml", "month: 2026-11\n")
    repo.commit("命令")


@attack("文件名是 Markdown 和 HTML", refused_by=ONLY)
def markup_in_a_name(repo: Forge) -> None:
    repo.write(f"{TOWN}/<img src=x onerror=alert(1)>|[x](javascript:1).yml", "month: 2026-11\n")
    repo.commit("标记")


@attack("文件名改变文字方向", refused_by=PLAIN)
def bidi_in_a_name(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/\u202elmy.11-6202", "month: 2026-11\n")
    repo.commit("方向")


@attack("文件名不是 UTF-8", refused_by=PLAIN)
def name_in_another_encoding(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/".encode() + "考勤.yml".encode("gbk"), "month: 2026-11\n")
    repo.commit("编码")


@attack("只差大小写的同名记录", refused_by=CLASH)
def same_name_in_another_case(repo: Forge) -> None:
    repo.write(SHEET.replace("shilizhen", "ShiLiZhen"), repo.read(SHEET))
    repo.commit("大小写")


@attack("只差大小写的 RECORDS 目录", refused_by=PLAIN)
def records_in_another_case(repo: Forge) -> None:
    repo.write(SHEET.replace("records", "Records"), repo.read(SHEET))
    repo.commit("大小写")


@attack("看上去相同、编码分解的文件名", refused_by=PLAIN)
def same_name_decomposed(repo: Forge) -> None:
    repo.write("docs/café.md", "# 一\n")
    repo.settle()
    repo.write(f"docs/{unicodedata.normalize('NFD', 'café')}.md", "# 二\n")
    repo.commit("分解形式")


@attack("一个目录里有两个同名的文件", refused_by=FORMED)
def the_same_name_twice(repo: Forge) -> None:
    forged = repo.objects.write("blob", repo.read(SHEET).replace("12-13", "13").encode())
    repo.graft(f"{TOWN}/attendance", b"2026-09.yml", FILE, forged)
    repo.commit("重名")


@attack("同一个名字既是文件又是目录", refused_by=FORMED)
def a_file_and_a_folder_of_one_name(repo: Forge) -> None:
    inner = repo.objects.write_tree({})
    repo.graft(f"{TOWN}/attendance", b"2026-09.yml", FOLDER, inner)
    repo.write("docs/guide.md", "# 说明\n")
    repo.commit("重名")


@attack("名字里藏着一整条路径的文件", refused_by=FORMED, path=TOWN)
def a_path_instead_of_a_name(repo: Forge) -> None:
    hidden = repo.objects.write("blob", b"month: 2026-11\nsheets: {}\n")
    repo.graft(TOWN, b"attendance/2026-11.yml", FILE, hidden)
    repo.commit("藏路径")


@attack("名字是两个点的文件夹，指到上一级", refused_by=FORMED, path=TOWN)
def a_folder_named_like_the_one_above(repo: Forge) -> None:
    evil = repo.objects.write("blob", b"* @attacker\n")
    tree = repo.objects.write_tree({b"CODEOWNERS": Leaf(FILE, evil)})
    repo.graft(TOWN, b"..", FOLDER, tree)
    repo.commit("上一级")


@attack("同一个目录写两遍，第二遍不按次序，换上改过的考勤", refused_by=FORMED, path=TOWN)
def a_second_folder_out_of_order(repo: Forge) -> None:
    forged = repo.read(SHEET).replace("12-13, 19, 26-27\nseal", "13, 19, 26-27\nseal")
    altered = repo.objects.write("blob", forged.encode())
    second = repo.objects.write_tree({b"2026-09.yml": Leaf(FILE, altered)})
    repo.unsorted(TOWN, b"attendance", FOLDER, second)
    repo.commit("两个目录")


@attack("目录里的名字不按 git 的次序，让人找不到", refused_by=FORMED, path="docs")
def a_name_out_of_order(repo: Forge) -> None:
    repo.unsorted("docs", b"a.md", FILE, repo.objects.write("blob", "# 一页\n".encode()))
    repo.commit("次序")


@attack("文件类型是 git 没有的", refused_by=FORMED, path="docs")
def a_mode_that_git_has_not(repo: Forge) -> None:
    repo.place("docs/a.md", "106777", repo.objects.write("blob", "# 一页\n".encode()))
    repo.commit("类型")


@attack("一个小小的库展开成一百亿个文件", refused_by=SIZE)
def git_bomb(repo: Forge) -> None:
    one = repo.objects.write("blob", b"month: 2026-11\n")
    tree = repo.objects.write_tree({b"f%d" % n: Leaf(FILE, one) for n in range(10)})
    for _ in range(9):
        raw = [(b"", b"d%d" % n, Leaf(FOLDER, tree)) for n in range(10)]
        tree = repo.objects.write_tree({}, raw)
    repo.graft(TOWN, b"logs2", FOLDER, tree)
    repo.commit("炸弹")


@attack("用以点开头的文件名藏一份记录", refused_by=ONLY)
def hide_a_record_by_a_dot(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/.2026-11.yml", "month: 2026-11\nsheets: {}\n")
    repo.commit("藏")


@attack("把已封存的考勤改名成以点开头", refused_by="nothing_final_is_deleted", path=SHEET)
def hide_a_sealed_sheet_by_a_dot(repo: Forge) -> None:
    repo.rename(SHEET, f"{TOWN}/attendance/.2026-09.yml")
    repo.commit("藏")


@attack("在 records 下放 .gitattributes，不让人看到差异", refused_by=ONLY)
def attributes_among_records(repo: Forge) -> None:
    repo.write("records/.gitattributes", "*.yml binary -diff linguist-generated\n")
    repo.commit("不显示差异")


@attack("用 README.md 目录藏记录", refused_by=ONLY)
def folder_named_readme(repo: Forge) -> None:
    repo.write(f"{TOWN}/README.md/attendance/2026-11.yml", "month: 2026-11\nsheets: {}\n")
    repo.commit("藏")


@attack("把记录换个扩展名", refused_by=ONLY)
def another_extension(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/2026-11.yaml", "month: 2026-11\nsheets: {}\n")
    repo.commit("换扩展名")


@attack("把记录放到没有规定的目录", refused_by=ONLY)
def folder_outside_the_layout(repo: Forge) -> None:
    repo.write(f"{TOWN}/attendance/archive/2026-11.yml", "month: 2026-11\nsheets: {}\n")
    repo.commit("归档")


@attack("几乎全是零的 1 GiB 文件", refused_by="file_is_readable", path=NOVEMBER)
def enormous_file(repo: Forge) -> None:
    repo.place(NOVEMBER, FILE, repo.objects.write_zeros(1024))
    repo.commit("大文件")


@attack("一次改十万个文件", refused_by=SIZE, says="上限")
def a_hundred_thousand_files(repo: Forge) -> None:
    one = repo.objects.write("blob", b"month: 2026-11\n")
    for number in range(100_000):
        repo.place(f"{COUNTY}/z{number // 1000:03d}/logs/{number % 1000:03d}.yml", FILE, one)
    repo.commit("十万个文件")


@attack("文件夹套了两千层", says="太深")
def very_deep_folders(repo: Forge) -> None:
    tree = repo.objects.write_tree(
        {b"2026-11.yml": Leaf(FILE, repo.objects.write("blob", b"a: 1"))}
    )
    for _ in range(2_000):
        tree = repo.objects.write_tree({}, [(b"", b"a", Leaf(FOLDER, tree))])
    repo.graft(TOWN, b"a", FOLDER, tree)
    repo.commit("很深")


@attack("照片其实是一段网页", refused_by=ONLY)
def a_page_instead_of_a_photo(repo: Forge) -> None:
    repo.write(f"{TOWN}/profiles/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    repo.commit("照片")


@attack("网页改名成照片", refused_by=SHOWABLE, path=f"{TOWN}/profiles/a.jpg")
def a_page_named_like_a_photo(repo: Forge) -> None:
    repo.write(f"{TOWN}/profiles/a.jpg", "<script>alert(1)</script>")
    repo.commit("照片")
