"""What the public may read while a case runs: articles of the column, statements without a name.

The site itself never answers a case that wasn't published: what came or went with it would tell
that there is one. People decide, and these rules remind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhucun.check.cases import case_shown, known_cases
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.cases import stands_on as case_stands_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.profiles import open_cases_of, stands_on

#: Words that lead from a statement to the posting that ended, or to how many cases a cadre has.
TELLING: Final = re.compile(r"召回|调整|撤换|另行选派|[三四五六七八九十3-9]次")


@rule(
    title="办案期间核对公开的内容",
    why="一边办案一边作正面宣传，两样都站不住；网站不能自己撤下，撤下就等于公布了没有公开的案件。",
    mend="请决定有关的公开内容要不要撤下；办结或者撤销以后，不再提示。",
    rows=("S1-59",),
    severity="warn",
    private=True,
)
def publicity_is_weighed_while_a_case_is_open(county: CountyFacts) -> Iterator[Found]:
    """No article of the column is about a cadre with an open case, or somebody decided so.

    The finding stands at the case: that a file of the column has one would name the person.
    """
    for profile in county.of("profile"):
        if not stands_on(profile, county.as_of):
            continue
        for case in open_cases_of(county, profile):
            yield Found(
                case.path,
                "/opened",
                f"{case_shown(county, case)}没有办结，专栏还在宣传本人："
                f"“{profile.data['title']}”（{profile.path}）。"
                "要撤下的，在文章里写明 withdrawn：决定人、日期和理由。",
                subject=case.cadre,
                period=profile.data["month"],
                evidence=(f"{profile.path}#/cadre",),
            )


@rule(
    title="文章的照片在库里",
    why="文章写着有照片，照片却没有一起提交，网站上这一篇就缺了图。",
    mend="请把照片放进文章所在的 profiles 文件夹一起提交；不用照片的，删去 photo。",
)
def article_has_its_photo(county: CountyFacts) -> Iterator[Found]:
    """The photo that a standing article names lies beside it."""
    for profile in county.of("profile"):
        photo = profile.data.get("photo")
        if photo is None or not stands_on(profile, county.as_of):
            continue
        if f"{profile.path.rpartition('/')[0]}/{photo['file']}" not in county.photos:
            yield Found(
                profile.path,
                "/photo/file",
                f"文章“{profile.data['title']}”的照片 {photo['file']} 不在文章所在的文件夹里",
                period=profile.data["month"],
                got="",
                need=photo["file"],
            )


@rule(
    title="不公开姓名的公开文字认不出人",
    why="任职的起止是公开的；写了召回、调整或者第几次，对照同月离任的人就知道是谁。",
    mend="请改写公开文字：不写召回、调整、另行选派，也不写次数；确要写的，决定公开姓名。",
    severity="warn",
    private=True,
)
def unnamed_statement_tells_no_person(county: CountyFacts) -> Iterator[Found]:
    """A statement published without the name says nothing that singles out who it is."""
    for _, case in known_cases(county):
        publication = case.data.get("publication")
        if publication is None or publication["show_name"]:
            continue
        words = dict.fromkeys(TELLING.findall(publication["statement"]))
        if words and case_stands_on(case, county.as_of):
            yield Found(
                case.path,
                "/publication/statement",
                f"{case_shown(county, case)}不公开姓名，公开文字却写了“{'”“'.join(words)}”。",
                subject=case.cadre,
                period=case.found_on[:7],
                got=list(words),
            )
