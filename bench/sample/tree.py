"""All files of a plot, by path relative to records/."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.sample.case_files import (
    assessment_files,
    case_files,
    review_of_the_year,
    term_files,
)
from bench.sample.cast import City, Plot
from bench.sample.correction_files import correction_files
from bench.sample.days import Lives, live
from bench.sample.inspection_files import (
    Numbered,
    absence_ids,
    city_inspections,
    county_inspections,
    inspection_files,
)
from bench.sample.log_files import log_files
from bench.sample.meeting_files import meeting_files
from bench.sample.month_files import attendance_files, leave_files, whereabouts_files
from bench.sample.notice_files import notice_files
from bench.sample.paper_files import paper_files, review_files
from bench.sample.people_files import city_files, county_files
from bench.sample.plan_files import plan_files
from bench.sample.project_files import project_files
from bench.sample.supervision_files import circular_files, draw_files
from bench.sample.support_files import fund_files, payment_files

Files = Iterator[tuple[str, str]]


def plot_files(plot: Plot) -> Files:
    """Every record of a plot; profiles and bulletins have tellers of their own."""
    lives = live(plot)
    for city in plot.cities:
        yield from city_files(city)
        by_city = city_inspections(plot, lives, city)
        yield from inspection_files(plot, city, city.slug, by_city)
        yield from draw_files(plot, city)
        yield from circular_files(plot, city, by_city)
        yield from meeting_files(plot, lives, city)
        yield from _counties(plot, lives, city, by_city)


def _counties(plot: Plot, lives: Lives, city: City, by_city: list[Numbered]) -> Files:
    for county in city.counties:
        folder = f"{city.slug}/{county.slug}"
        yield from county_files(plot.story, city, county, plot.months[0])
        by_county = county_inspections(plot, lives, city, county)
        yield from inspection_files(plot, city, folder, by_county)
        yield from case_files(plot, county, folder, absence_ids([*by_city, *by_county]))
        yield from assessment_files(plot, city, county, folder)
        yield from term_files(plot, county, folder)
        yield from review_of_the_year(plot, city, county, folder)
        yield from paper_files(plot, city, county, folder)
        yield from review_files(plot, city, county, folder)
        yield from payment_files(plot, lives, city, county, folder)
        yield from fund_files(plot, city, county, folder)
        yield from correction_files(plot, lives, county, folder)
        yield from notice_files(plot, city, county, folder)
        for township in county.townships:
            home = f"{folder}/{township.slug}"
            yield from attendance_files(plot, lives, home, township)
            yield from leave_files(plot, lives, city, county, township, home)
            yield from whereabouts_files(plot, lives, township, home)
            yield from log_files(plot, lives, city, township, home)
            yield from project_files(plot, city, township, home)
            yield from plan_files(plot, lives, city, township, home)


def write_files(out: Path, files: Iterator[tuple[str, str | bytes]], cities: list[str]) -> int:
    """Rewrites the named city folders under `out`; returns the number of files."""
    for city in cities:
        if (out / city).exists():
            shutil.rmtree(out / city)
    number = 0
    for path, content in files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        target.write_bytes(data)
        number += 1
    return number
