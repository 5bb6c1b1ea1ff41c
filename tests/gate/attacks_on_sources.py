"""Attacks on what a pack's quotes are held to: the rows and fingerprints that it brings along."""

from __future__ import annotations

import re
from typing import Final

from gate.cases import attack, honest
from gate.forge import REPOSITORY, Forge
from zhucun.law.fingerprint import fingerprint

GROUP: Final = "制度和程序"
PACK: Final = "records/regulations/s99.yml"
TEXT: Final = REPOSITORY / "tests" / "sixth" / PACK
APART: Final = "fingerprints_are_added_apart"
DATED: Final = "law_change_is_dated"
REVISION: Final = (
    "revisions:\n  - {from: 2027-01-01, document: 示例市发〔2026〕9 号, note: 修订第四条。}\n"
)


def follow(repo: Forge) -> None:
    """The sixth regulation is merged already."""
    repo.write(PACK, TEXT.read_text(encoding="utf-8"))
    repo.settle("第六份制度")


def prints(repo: Forge, article: str, text: str) -> None:
    """Gives an article the fingerprints of another text."""
    line = re.search(rf'^  "{article}": ".*"$', repo.read(PACK), re.M)
    assert line
    repo.edit(PACK, line[0], f'  "{article}": "{fingerprint(text)}"')


def revise(repo: Forge) -> None:
    """Says on what ground the pack changes."""
    repo.edit(PACK, "decisions:\n", f"{REVISION}decisions:\n")


def add_article(repo: Forge) -> None:
    """Adds the fingerprints of an article as it reads after its revision."""
    added = fingerprint("村党组织书记每月记录值班和办事情况不少于四条。")
    repo.edit(PACK, "fingerprints:\n", f'fingerprints:\n  "第四条（2027）": "{added}"\n')


def add_value(repo: Forge) -> None:
    """Adds a value that quotes the revised article."""
    old = 'value: 8, cite: {article: 第四条, quote: "每月记录值班和办事情况不少于八条"}}\n'
    new = '{article: 第四条（2027）, quote: "每月记录值班和办事情况不少于四条"}'
    repo.edit(PACK, old, f"{old}      - {{from: 2027-01-01, value: 4, cite: {new}}}\n")


@attack("制度包自带的原文指纹和引文一起改", refused_by=APART, path=PACK)
def quote_and_fingerprints_together(repo: Forge) -> None:
    follow(repo)
    prints(repo, "第四条", "村党组织书记每月记录值班和办事情况不少于四条。")
    text = repo.read(PACK).replace("不少于八条", "不少于四条").replace("value: 8,", "value: 4,")
    repo.write(PACK, text)
    repo.commit("改成四条")


@attack("先改原文指纹，引文以后再改", refused_by=APART, path=PACK)
def fingerprints_first(repo: Forge) -> None:
    follow(repo)
    prints(repo, "第十条", "值班表现突出的，给予奖金。")
    revise(repo)
    repo.commit("改指纹")


@attack("删去一条还没有引用的原文指纹", refused_by=APART, path=PACK)
def drop_the_fingerprints_of_an_article(repo: Forge) -> None:
    follow(repo)
    line = re.search(r'^  "第一条": .*\n', repo.read(PACK), re.M)
    assert line
    repo.edit(PACK, line[0], "")
    revise(repo)
    repo.commit("删指纹")


@attack("新条文的原文指纹和引它的数值一起加", refused_by=APART, path=PACK)
def new_article_beside_its_value(repo: Forge) -> None:
    follow(repo)
    add_article(repo)
    add_value(repo)
    revise(repo)
    repo.commit("修订")


@attack("加原文指纹，不写凭哪个文件", refused_by=APART, path=PACK)
def new_article_without_a_document(repo: Forge) -> None:
    follow(repo)
    add_article(repo)
    repo.commit("加指纹")


@attack("把阻止合并的条目改成只提醒", refused_by=DATED, path=PACK)
def weaken_a_requirement(repo: Forge) -> None:
    follow(repo)
    row = "kind: consequence, mode: B"
    repo.edit(PACK, row, row.replace("mode: B", "mode: W"))
    repo.commit("改条目")


@attack("把一份制度改成管别的人", refused_by="law_in_force_stays", path=PACK)
def turn_a_pack_to_others(repo: Forge) -> None:
    follow(repo)
    repo.edit(PACK, "population: 村干部\n", "")
    revise(repo)
    repo.commit("改适用对象")


@attack(
    "给程序自带指纹的制度另写指纹", refused_by="law_is_sound", path="records/regulations/s0.yml"
)
def fingerprints_over_the_tools(repo: Forge) -> None:
    pack = "records/regulations/s0.yml"
    repo.edit(
        pack,
        "\ndecisions:\n",
        f'\nfingerprints:\n  "第一条": "{fingerprint("随便写的")}"\ndecisions:\n',
    )
    repo.commit("另写指纹")


@honest("新加一份自带条目和原文指纹的制度")
def add_a_pack(repo: Forge) -> None:
    repo.write(PACK, TEXT.read_text(encoding="utf-8"))
    repo.commit("第六份制度")


@honest("修订条文：先加原文指纹")
def add_the_revised_article(repo: Forge) -> None:
    follow(repo)
    add_article(repo)
    revise(repo)
    repo.commit("加指纹")


@honest("修订条文：再加引它的数值")
def add_the_revised_value(repo: Forge) -> None:
    follow(repo)
    add_article(repo)
    revise(repo)
    repo.settle("加指纹")
    add_value(repo)
    repo.commit("加数值")
