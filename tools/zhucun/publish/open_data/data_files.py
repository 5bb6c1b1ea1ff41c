"""Writes the public data: every dataset for all counties and for each, as JSON and as CSV.

The JSON is an object: `dataset`, `title`, `api` (the version of the promise), `county` (a code, or
null for all), `as_of`, `version` (the commit), `sample`, `unusable`, `columns` (key to name) and
`rows`, each an object of these columns on a line of its own. A county's file tells of that county
alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from zhucun.publish.model import County, Site, samples_among
from zhucun.publish.open_data import spreadsheets
from zhucun.publish.open_data.api import Api, Dataset, Value

FORMS: Final = ("csv", "json")
#: The folder of the site that the data stands in, and that `write` writes to.
TOP: Final = "data"
Rows = Iterable[tuple[Value, ...]]
_ROW: Final = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Written:
    """A dataset that was written: how many rows in all, and in each county's file by code."""

    dataset: Dataset
    rows: int
    by_county: dict[str, int]


def write(
    api: Api,
    folder: Path,
    site: Site,
    of_county: Callable[[Dataset, County], Rows],
    of_law: Callable[[Dataset], Rows],
) -> tuple[Written, ...]:
    """Writes all files into a folder that becomes `data/` of the site, one county at a time."""
    written = []
    for dataset in api.datasets:
        with _Pair(api, dataset, folder, site, None) as everything:
            counts = {}
            if dataset.scope == "law":
                everything.add(_lines(dataset, of_law(dataset)))
            else:
                for county in site.counties:
                    lines = list(_lines(dataset, of_county(dataset, county)))
                    with _Pair(api, dataset, folder, site, county) as own:
                        own.add(lines)
                    everything.add(lines)
                    counts[county.code] = own.count
            written.append(Written(dataset, everything.count, counts))
    return tuple(written)


class _Pair(ExitStack):
    """The JSON and the CSV of one dataset while rows are added; `count` says how many."""

    def __init__(
        self, api: Api, dataset: Dataset, folder: Path, site: Site, county: County | None
    ) -> None:
        super().__init__()
        self.count = 0
        code = county.code if county else ""
        self.csv, self.json = (
            self._open(folder / Path(dataset.path(form, code)).relative_to(TOP)) for form in FORMS
        )
        self.csv.write(spreadsheets.BOM + spreadsheets.line(c.key for c in dataset.columns))
        head = {
            "dataset": dataset.name,
            "title": dataset.title,
            "api": api.version,
            "county": code or None,
            "as_of": site.as_of,
            "version": site.version,
            "sample": samples_among((county,) if county else site.counties),
            "unusable": county.unusable if county else site.unusable,
            "columns": {c.key: c.title for c in dataset.columns},
        }
        opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        self.json.write(f'{opening},\n "rows": [')
        self.callback(self.json.write, "\n]\n}\n")

    def _open(self, file: Path) -> IO[str]:
        file.parent.mkdir(parents=True, exist_ok=True)
        return self.enter_context(file.open("w", encoding="utf-8", newline=""))

    def add(self, lines: Iterable[tuple[str, str]]) -> None:
        """Writes rows, each given as its JSON and its line of CSV."""
        for row, line in lines:
            # One row a line: a change of one row is one line of a diff.
            self.json.write(f"{',' if self.count else ''}\n{row}")
            self.csv.write(line)
            self.count += 1


def _lines(dataset: Dataset, rows: Rows) -> Iterator[tuple[str, str]]:
    keys = [c.key for c in dataset.columns]
    for row in rows:
        yield _ROW(dict(zip(keys, row, strict=True))), spreadsheets.line(row)
