"""The column: who may stand in it, how it reads, and that what is withdrawn leaves every file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from site_tree import (
    BULLETIN_TEXT,
    COUNTY,
    PROFILE,
    TOWN,
    built,
    change,
    consent,
    contents,
    each_county,
    photo,
    planted,
    write,
)

from mini.tree import AS_OF
from zhucun.publish.model import County
from zhucun.publish.projection.county import project_county
from zhucun.publish.site import PartialError

pytest_plugins = ["site_fixture"]

SLUG = "990101100000-cold-store-two"
CADRE = f"{COUNTY}/cadres/990101-002.yml"
ARTICLE = f"{TOWN}/profiles/cold-store-two.md"
PHOTO = f"{TOWN}/profiles/cold-store.jpg"
OPEN_CASE: dict[str, Any] = {
    "id": "990101-c010",
    "cadre": "990101-002",
    "kind": "工作不认真",
    "found_on": "2026-10-30",
    "opened": {"by": "county-od", "date": "2026-10-31"},
    "publication": {
        "by": "county-od",
        "date": "2026-11-01",
        "show_name": True,
        "statement": "一名干部工作不认真。",
    },
}
#: Words that nothing else of the tree says.
TEXTS = {
    "title": "蓝莓冷链走通最后一里",
    "summary": "蓝莓当天摘当天到省城。",
    "deed": "跑通了蓝莓冷链的最后一段路。",
    "method": "清早预冷，午前装车。",
    "experience": "冷链断在哪里，就先修哪里。",
}
ALT = "装满蓝莓的周转筐码在冷库门口"
BODY = "第一段说的是蓝莓。\n\n第二段说的是周转筐。\n"


def told(folder: Path, root: Path) -> Path:
    """The miniature with an article of its own words and photo, named in a bulletin as well."""
    tree = planted(folder, root)
    data = {**PROFILE, **TEXTS, "photo": {"file": "cold-store.jpg", "alt": ALT}}
    write(tree, ARTICLE, data, BODY)
    Image.effect_mandelbrot((900, 600), (-2, -1, 1, 1), 60).convert("RGB").save(tree / PHOTO)
    bulletin = tree / COUNTY / "bulletins" / "2026-10.md"
    said = f"\n本月刊发“{TEXTS['title']}”：{TEXTS['summary']}\n"
    bulletin.write_text(bulletin.read_text(encoding="utf-8") + said, encoding="utf-8")
    return tree


def county(tree: Path, as_of: str = AS_OF) -> County:
    return project_county(next(each_county(tree, as_of)), tree)


# -- what is withdrawn leaves everything -----------------------------------------------------


def withdraw_consent(tree: Path) -> None:
    change(tree, CADRE, lambda d: d.update(consents=consent("专栏", withdrawn="2026-11-05")))


def withdraw_article(tree: Path) -> None:
    by = {"by": "county-od", "date": "2026-11-05", "reason": "本人要求撤下。"}
    change(tree, ARTICLE, lambda d: d.update(withdrawn=by))


def open_a_named_case(tree: Path) -> None:
    write(tree, f"{COUNTY}/cases/990101-c010.yml", OPEN_CASE)


def found(out: Path, words: tuple[str, ...]) -> set[tuple[str, str]]:
    """Which of the words stand in which files below, unpacked, or in the names of files."""
    hits: set[tuple[str, str]] = set()
    for folder in (out, out.parent / "build"):
        for path, raw in contents(folder):
            text = raw.decode("utf-8", errors="ignore").replace("\u200b", "")
            name = path.relative_to(folder).as_posix()
            hits |= {(name, word) for word in words if word in text or word in name}
    return hits


WORDS = (*TEXTS.values(), ALT, "第二段说的是周转筐", SLUG, "cold-store")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The site while everybody agrees."""
    folder = tmp_path_factory.mktemp("before")
    built(told(folder / "tree", root), folder / "site")
    return folder / "site"


def test_while_everybody_agrees_it_is_everywhere(before: Path) -> None:
    files = {name for name, _ in found(before, WORDS)}
    assert {word for _, word in found(before, WORDS)} == set(WORDS)
    for part in ("index.html", "column/index.html", "cadre/990101-002/index.html"):
        assert part in files
    assert any(name.startswith("pagefind/") for name in files)
    assert any(name.startswith("data/") for name in files)
    photos = (before / "column/photos").iterdir()
    assert {width_of(file.read_bytes()) for file in photos} == {480, 800, 900}


@pytest.mark.parametrize("withdraw", [withdraw_consent, withdraw_article, open_a_named_case])
def test_the_next_build_has_nothing_of_it(
    tmp_path: Path, root: Path, withdraw: Callable[[Path], None]
) -> None:
    tree = told(tmp_path / "tree", root)
    withdraw(tree)
    built(tree, tmp_path / "site")
    assert found(tmp_path / "site", WORDS) == set()
    assert not (tmp_path / "site" / "column" / "photos").exists()


def test_without_consent_to_the_photo_the_article_stays(tmp_path: Path, root: Path) -> None:
    tree = told(tmp_path / "tree", root)
    withdrawn = consent("专栏") + consent("照片", withdrawn="2026-11-05")
    change(tree, CADRE, lambda d: d.update(consents=withdrawn))
    built(tree, tmp_path / "site")
    gone = (ALT, "cold-store.jpg", f"{SLUG}-480", f"{SLUG}-800", f"{SLUG}-900")
    assert found(tmp_path / "site", gone) == set()
    page = (tmp_path / "site" / "column" / SLUG / "index.html").read_text(encoding="utf-8")
    assert TEXTS["deed"] in page
    assert "<img" not in page
    assert "本人已同意刊登，" in page


def test_a_case_that_nobody_published_changes_nothing(tmp_path: Path, root: Path) -> None:
    tree = told(tmp_path, root)
    same = county(tree).articles, county(tree).bulletins
    write(tree, f"{COUNTY}/cases/990101-c010.yml", {**OPEN_CASE, "publication": None} | {})
    change(tree, f"{COUNTY}/cases/990101-c010.yml", lambda d: d.pop("publication"))
    assert (county(tree).articles, county(tree).bulletins) == same


# -- pages -----------------------------------------------------------------------------------


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def width_of(raw: bytes) -> int:
    with Image.open(io.BytesIO(raw)) as image:
        return image.width


def images(page: str) -> list[dict[str, str]]:
    tags = re.findall(r"<img ([^>]*)>", page)
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', tag)) for tag in tags]


def test_a_photo_keeps_its_place_and_is_fetched_in_the_size_that_is_needed(before: Path) -> None:
    (image,) = images(html(before, f"column/{SLUG}"))
    assert image["alt"] == ALT
    assert (image["width"], image["height"]) == ("900", "600")
    assert "loading" not in image
    offers = [offer.split() for offer in image["srcset"].split(", ")]
    assert [width for _, width in offers] == ["480w", "800w", "900w"]
    page = before / "column" / SLUG
    for source, width in (*offers, (image["src"], "480w")):
        assert width_of((page / source).read_bytes()) == int(width[:-1])


def test_on_a_list_only_the_first_photo_is_fetched_at_once(tmp_path: Path, root: Path) -> None:
    tree = told(tmp_path, root)
    other = {**PROFILE, "month": "2026-08", "photo": {"file": "b.jpg", "alt": "修好的水渠"}}
    write(tree, f"{TOWN}/profiles/older.md", other, "正文。\n")
    photo(tree / TOWN / "profiles" / "b.jpg")
    for path in ("column/", "column/990101000000/"):
        found = images(rendered(tree, path))
        assert [image.get("loading", "") for image in found] == ["", "lazy"]
        assert all({"width", "height", "alt"} <= image.keys() for image in found)
        assert int(max(image["width"] for image in found)) <= 480, "lists stay light"


def test_the_list_goes_by_month_and_by_county(before: Path) -> None:
    page = html(before, "column")
    months = re.findall(r'<h2 id="m([0-9-]+)"', page)
    assert months == sorted(months, reverse=True)
    assert set(months) == {"2026-09", "2026-10"}
    assert "按县看" not in page, "one county needs no choice"
    assert 'href="../column/2026-09/"' in page
    of_month = html(before, "column/2026-09")
    assert TEXTS["title"] in of_month
    assert "把冷库建在地头" not in of_month
    own = html(before, "column/990101000000")
    assert TEXTS["title"] in own
    assert 'href="../../column/"' in own
    assert 'aria-current="page">示例县（2 篇）' in own


def test_the_first_page_holds_the_newest_whole_months(tmp_path: Path, root: Path) -> None:
    tree = told(tmp_path, root)
    data = {k: v for k, v in PROFILE.items() if k != "photo"}
    for n in range(23):
        month = "2026-08" if n % 2 else "2026-07"
        article = {**data, "title": f"第 {n} 篇", "month": month}
        write(tree, f"{TOWN}/profiles/more-{n}.md", article, "正文。\n")
    page = rendered(tree, "column/")
    assert re.findall(r'<h2 id="m([0-9-]+)"', page) == ["2026-10", "2026-09", "2026-08"]
    assert 'href="../column/2026-07/"' in page
    assert rendered(tree, "column/2026-07/").count('class="card story"') == 12
    assert rendered(tree, "column/990101000000/").count('class="card story"') == 25


def test_an_article_leads_to_the_village_the_cadre_and_open_promises(
    tmp_path: Path, root: Path
) -> None:
    tree = told(tmp_path, root)
    here, elsewhere = "990101100202", "990101100201"
    shown = county(tree)
    (article,) = (a for a in shown.articles if a.slug == SLUG)
    assert article.village == here
    (project,) = shown.projects
    assert project.village == elsewhere
    assert rendered(tree, f"column/{SLUG}/").count('class="promise"') == 0
    change(tree, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(village=here))
    page = rendered(tree, f"column/{SLUG}/")
    assert page.count('class="promise"') == 1
    assert f'href="../../region/{here}/"' in page
    assert 'href="../../cadre/990101-002/"' in page
    done = {"completed_on": "2026-10-20"}
    change(tree, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(done))
    assert rendered(tree, f"column/{SLUG}/").count('class="promise"') == 0
    change(tree, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(cadre="990101-002"))
    change(tree, ARTICLE, lambda d: d.update(projects=["lawn-cooler"]))
    page = rendered(tree, f"column/{SLUG}/")
    assert "文章写的项目" in page
    assert page.count('class="promise"') == 1


def rendered(tree: Path, path: str) -> str:
    """The finished body of a page of the column, without building the site around it."""
    from zhucun.publish.model import Site
    from zhucun.publish.page import environment
    from zhucun.publish.pages.column import column_pages
    from zhucun.publish.pictures.catalogue import CHARTS

    site = Site(AS_OF, "0123abcd", (county(tree),))
    templates = environment()
    templates.globals["charts"] = CHARTS
    (page,) = (p for p in column_pages(site) if p.path == path)
    template = templates.get_template(page.template)
    return template.render(page=page, site=site, to=page.to, **page.context)


def test_words_are_shown_as_typed(tmp_path: Path, root: Path) -> None:
    tree = told(tmp_path, root)
    hostile = '<img src=x onerror=alert(1)> {{ 7*7 }} **粗** 𬭊䶮 "引" &amp;'
    change(tree, ARTICLE, lambda d: d.update(deed=hostile, title="甲" * 120))
    page = rendered(tree, f"column/{SLUG}/")
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }} **粗** 𬭊䶮" in page
    assert "&amp;amp;" in page


def test_an_unusable_photo_stops_the_build_or_is_left_out(tmp_path: Path, root: Path) -> None:
    tree = told(tmp_path / "tree", root)
    (tree / PHOTO).write_bytes(b"<svg/>")
    with pytest.raises(PartialError) as refused:
        built(tree, tmp_path / "site")
    assert refused.value.paths == (PHOTO,)
    (article,) = (a for a in county(tree).articles if a.slug == SLUG)
    assert article.photo is None


def test_the_bulletin_of_the_tree_is_read(before: Path) -> None:
    """What the tests above plant in a bulletin stands there while it may."""
    page = html(before, "bulletin/990101000000/2026-10")
    assert TEXTS["title"] in page
    assert BULLETIN_TEXT.split("\n\n")[1] in page
