"""What every command needs first: the tree's root, the date to judge as of, one county's facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from zhucun.facts.dates import is_date
from zhucun.facts.load import LoadedCommons, LoadedCounty, load_city, load_commons, load_county
from zhucun.read.files import Files
from zhucun.read.git import GitError, Repository
from zhucun.read.layout import RECORDS
from zhucun.read.tree import list_cities, list_counties

_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


class Refused(click.ClickException):
    """A user's mistake: printed as one Chinese sentence, exit code 2."""

    exit_code = 2


def root_of(root: str | None) -> Path:
    """The tree to work on: the folder named, or the nearest one above that holds records/."""
    if root is not None:
        found = Path(root).resolve()
        if not (found / RECORDS).is_dir():
            raise Refused(f"{root} 下没有 {RECORDS} 文件夹；请用 --root 指到记录库的根目录。")
        return found
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / RECORDS).is_dir():
            return folder
    raise Refused(f"这里和上级目录都没有 {RECORDS} 文件夹；请进入记录库，或用 --root 指明。")


def day_of(as_of: str) -> str:
    """The ISO date given as `--as-of`."""
    if not _DAY.fullmatch(as_of) or not is_date(as_of):
        raise Refused(f"--as-of {as_of} 不是日期；请写成 2026-10-31 这样。")
    return as_of


def as_of_date(root: Path, as_of: str | None) -> str:
    """The ISO date to judge as of: the one given, else that of the commit. Never the clock."""
    if as_of is not None:
        return day_of(as_of)
    try:
        with Repository(root) as repository:
            return repository.commit("HEAD").date
    except GitError as unknown:
        raise Refused(
            f"不知道判断到哪一天：{unknown}也可以用 --as-of 2026-10-31 指明日期。"
        ) from None


def each_loaded(
    source: Path | Files,
    as_of: str,
    region: str | None = None,
    commons: LoadedCommons | None = None,
) -> Iterator[LoadedCounty]:
    """Every county of `region` with its facts and with what could not be used.

    Reads the law once, unless the caller has, and each city's own files once.
    """
    commons = commons or load_commons(source)
    for city, counties in chosen(source, region):
        loaded = load_city(source, city)
        for county in counties:
            yield load_county(source, commons, loaded, county, as_of)


def chosen(source: Path | Files, region: str | None) -> list[tuple[str, list[str]]]:
    """The cities and counties that `region` names, by folder; all of them for None."""
    cities = list_cities(source)
    if region is None:
        return [(city, list_counties(source, city)) for city in cities]
    city, _, county = region.strip("/").removeprefix(f"{RECORDS}/").partition("/")
    if city not in cities:
        raise Refused(f"没有“{city}”这个市；现有：{'、'.join(cities) or '无'}。")
    counties = list_counties(source, city)
    if county and county not in counties:
        raise Refused(f"{city} 下没有“{county}”这个县；现有：{'、'.join(counties) or '无'}。")
    return [(city, [county] if county else counties)]


def unused_files(loaded: LoadedCounty) -> list[str]:
    """Paths of the county's files that could not be read or don't match their schema."""
    mismatched = {m.path for m in loaded.mismatches}
    return [*(u.path for u in loaded.batch.unread), *sorted(mismatched)]


def unused_sentence(paths: list[str]) -> str:
    """What to tell about records that could not be used, so that no figure misleads."""
    return (
        f"有 {len(paths)} 个文件读不了或不合格式，没有计入（如 {paths[0]}）；"
        "请先用 zhucun check 查看并改正。"
    )
