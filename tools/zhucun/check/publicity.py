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
from zhucun.check.wording import cadre_named
from zhucun.facts.cases import stands_on as case_stands_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.profiles import open_cases_of, stands_on
from zhucun.schema.disclosure import consents

#: Words that lead from a statement to the posting that ended, or to how many cases a cadre has.
TELLING: Final = re.compile(r"召回|调整|撤换|另行选派|[三四五六七八九十3-9]次")
#: What an alternative text says without saying what is to be seen, and how short it may be.
_SAYS_NOTHING: Final = re.compile(r"照片|图片|配图|插图|示意图|图像|[\s，。、：:“”0-9A-Za-z._-]")
_SHORTEST: Final = 4
_FILE_NAME: Final = re.compile(r"\.(?:jpe?g|png|webp|heic)\b", re.IGNORECASE)


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
    title="照片有替代文字",
    why="看不见图的人靠替代文字知道照片里是什么；写“照片”或者文件名，等于没有写。",
    mend="请写一句话：照片里有什么，在哪里，在做什么。不写人的姓名。",
)
def photo_is_described(county: CountyFacts) -> Iterator[Found]:
    """The alternative text of a standing article's photo says what is to be seen."""
    for profile in county.of("profile"):
        photo = profile.data.get("photo")
        if photo is None or not stands_on(profile, county.as_of):
            continue
        alt = str(photo["alt"]).strip()
        said = _SAYS_NOTHING.sub("", alt)
        if len(said) < _SHORTEST or alt == profile.data["title"] or _FILE_NAME.search(alt):
            yield Found(
                profile.path,
                "/photo/alt",
                f"文章“{profile.data['title']}”的照片，替代文字只写了“{alt}”",
                period=profile.data["month"],
                got=alt,
            )


@rule(
    title="审核文章以前本人已经同意",
    why="没有本人同意，网站不显示文章和照片；先审核、后同意，审核的时候就没有同意。",
    mend="请先取得本人同意，在干部档案的 consents 写明范围（专栏、照片）和日期，再审核。",
    rows=("S1-59",),
    private=True,
)
def article_follows_the_consent(county: CountyFacts) -> Iterator[Found]:
    """When an article was approved its cadre agreed to it, and to the photo if it has one."""
    for profile in county.of("profile"):
        cadre = county.cadres.get(profile.data["cadre"])
        approved = profile.data["approval"]["date"]
        if cadre is None or not stands_on(profile, county.as_of):
            continue
        wanted = [("专栏", "刊登文章"), ("照片", "刊登照片")]
        for scope, what in wanted if "photo" in profile.data else wanted[:1]:
            if not consents(cadre.data, scope, approved):
                yield Found(
                    profile.path,
                    "/approval/date",
                    f"文章“{profile.data['title']}”在 {approved} 审核，"
                    f"{cadre_named(county, cadre.id)}当时没有同意{what}",
                    subject=cadre.id,
                    period=profile.data["month"],
                    got=approved,
                    need=scope,
                    evidence=(f"{cadre.path}#",),
                )


@rule(
    title="文章写的项目在库里",
    why="文章下面列出它写的项目；找不到的，读的人就核对不了。",
    mend="请核对项目编号：与本乡镇 projects 文件夹里的文件名一致，是这名干部的项目。",
)
def article_tells_of_known_projects(county: CountyFacts) -> Iterator[Found]:
    """The projects that an article names are its cadre's, and lie in its township."""
    known = {(r.place.township, r.data["id"], r.data["cadre"]) for r in county.of("project")}
    for profile in county.of("profile"):
        if county.lacks(f"{profile.path.partition('/profiles/')[0]}/projects/"):
            continue
        for index, project in enumerate(profile.data.get("projects", ())):
            if (profile.place.township, project, profile.data["cadre"]) not in known:
                yield Found(
                    profile.path,
                    f"/projects/{index}",
                    f"文章“{profile.data['title']}”写的项目 {project}，"
                    "不在本乡镇的 projects 里，或者不是这名干部的",
                    period=profile.data["month"],
                    got=project,
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
