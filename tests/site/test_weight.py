"""What a visit costs: bytes over the wire and bytes of a page, compressed as a host compresses."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from bench.hosting import compressed, hosted
from bench.sample.large import large_plot
from bench.sample.tree import plot_files, write_files
from PIL import Image
from playwright.sync_api import Browser
from site_tree import PROFILE, built, change, consent, write

from mini.tree import COMMONS
from zhucun.publish.site import Built

pytest_plugins = ["browser_fixture", "sample_fixture"]

FIRST_VISIT = 150_000
CADRE_PAGE = 15_000
AS_OF = "2026-11-22"


# A cadre's page


def heaviest(site: Path) -> tuple[int, str]:
    """Compressed bytes of the largest cadre page, and its path."""
    pages = sorted(site.glob("cadre/*/index.html"))
    assert pages
    return max(
        (len(compressed(path.read_bytes())), path.relative_to(site).as_posix()) for path in pages
    )


def test_cadre_pages_of_the_sample_are_light(sample_site: Path) -> None:
    size, path = heaviest(sample_site)
    assert size <= CADRE_PAGE, path


MONTHS = tuple(f"{2023 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(36))
TERMS = (
    ("2023-11-01", "2024-12-31"),
    ("2025-01-01", "2025-12-31"),
    ("2026-01-01", "2026-12-31"),
)
MOST_DAYS = 3650  # the longest that ended postings may stay
COUNTY = "records/city-001/county-01"
TOWN = f"{COUNTY}/town-01-01"
CADRE = "991001-001"  # the deputy, who stays through all terms


def prose(random: Random, length: int) -> str:
    """Chinese text without repetition, which compresses worse than any that people write."""
    return "".join(chr(random.randint(0x4E00, 0x9FA5)) for _ in range(length - 1)) + "。"


def detailed(path: Path, random: Random) -> None:
    """A picture with as much detail as a photo of leaves."""
    grain = Image.frombytes("RGB", (400, 300), random.randbytes(400 * 300 * 3))
    grain.resize((1600, 1200), Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)


def laden(root: Path, repository: Path) -> None:
    """A county where one cadre has 3 postings, 36 months, 12 projects and 5 articles."""
    plot = large_plot(1, townships=1, cadres=2, months=MONTHS, terms=TERMS)
    write_files(root / "records", plot_files(plot), [city.slug for city in plot.cities])
    for folder in COMMONS:
        (root / "records" / folder).symlink_to(repository / "records" / folder)
    random = Random(5)
    change(
        root,
        "records/city-001/region.yml",
        lambda city: city["publication"].update(expired_posting_days=MOST_DAYS),
    )
    change(
        root,
        f"{COUNTY}/cadres/{CADRE}.yml",
        lambda cadre: cadre.update(consents=consent("专栏", "照片")),
    )
    for number in range(12):
        project = {
            "id": f"work-{number}",
            "title": prose(random, 30),
            "cadre": CADRE,
            "village": "991001101201",
            "year": 2026,
            "goal": prose(random, 120),
            "measures": prose(random, 120),
            "due": "2026-12-20",
            "responsible": prose(random, 20),
            "posted_on": "2026-03-10",
            "progress": [
                {"date": f"2026-{month:02d}-28", "percent": month * 8, "text": prose(random, 60)}
                for month in range(4, 11)
            ],
        }
        write(root, f"{TOWN}/projects/work-{number}.yml", project)
    promised = {
        "id": "991001-n900",
        "kind": "规划",
        "files": [f"town-01-01/projects/work-{number}.yml" for number in range(12)],
        "statement": "2026 年承诺办的事。",
        "decision": {"by": "county-01-od", "date": "2026-03-02"},
        "confirmed": {"by": "county-01-od", "date": "2026-03-16"},
    }
    write(root, f"{COUNTY}/notices/2026.yml", {"year": 2026, "notices": [promised]})
    for number in range(5):
        article = {
            **PROFILE,
            "cadre": CADRE,
            "title": prose(random, 30),
            "summary": prose(random, 80),
            "photo": {"file": f"deed-{number}.jpg", "alt": prose(random, 30)},
        }
        write(root, f"{TOWN}/profiles/deed-{number}.md", article, prose(random, 800))
        detailed(root / TOWN / "profiles" / f"deed-{number}.jpg", random)


@pytest.fixture(scope="module")
def laden_site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> tuple[Path, Built]:
    """The folder of the laden county's site, and what it was made from."""
    folder = tmp_path_factory.mktemp("laden")
    laden(folder / "tree", root)
    return folder / "site", built(folder / "tree", folder / "site", AS_OF)


def test_the_page_of_a_cadre_who_did_very_much_is_light(laden_site: tuple[Path, Built]) -> None:
    folder, made = laden_site
    (county,) = made.site.counties
    (cadre,) = (cadre for cadre in county.cadres if cadre.id == CADRE)
    assert len(cadre.postings) == len(TERMS)
    assert sum(project.cadre == CADRE for project in county.projects) == 12
    assert sum(article.cadre == CADRE for article in county.articles) == 5
    page = (folder / "cadre" / CADRE / "index.html").read_bytes()
    assert all(f"deed-{number}/".encode() in page for number in range(5))
    assert len(compressed(page)) <= CADRE_PAGE


# The first visit


def first_visit(browser: Browser, site: Path) -> list[tuple[str, int]]:
    """What the host sends to a phone until all is still, the service worker's copies included."""
    with hosted(site) as host:
        context = browser.new_context(
            viewport={"width": 375, "height": 800}, device_scale_factor=3, is_mobile=True
        )
        page = context.new_page()
        page.goto(host.address)
        # Down to the end, so that pictures that wait for being seen are counted as well.
        page.keyboard.press("End")
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        page.wait_for_load_state("networkidle")
        context.close()
        return host.sent


@pytest.mark.browser
def test_a_first_visit_is_light(browser: Browser, sample_site: Path) -> None:
    sent = first_visit(browser, sample_site)
    assert {"/", "/sw.js", "/assets/zhucun.css"} <= {path for path, _ in sent}
    assert sum(size for _, size in sent) <= FIRST_VISIT, sent


@pytest.mark.browser
def test_a_first_visit_is_light_whatever_the_photos(
    browser: Browser, laden_site: tuple[Path, Built]
) -> None:
    sent = first_visit(browser, laden_site[0])
    assert sum("/photos/" in path for path, _ in sent) >= 3
    assert sum(size for _, size in sent) <= FIRST_VISIT, sent
