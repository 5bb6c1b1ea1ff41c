"""Plays a scenario's setting: plants the miniature, edits it, and judges it or counts a table.

The law and the calendar are loaded once, for every setting that leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mini.tree import REGIMES, edit, folder_of, plant
from mini.what_if import suppose
from scenario_files import Example, Setting, TableExample
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import frame_of
from zhucun.assess.render import records
from zhucun.check.finding import Finding
from zhucun.check.run import Report, check, whole_tree
from zhucun.facts.load import LoadedCommons, load_city, load_commons, load_county
from zhucun.read.tree import list_cities, list_counties

#: What a test does to the law before it is judged by.
Alter = Callable[[LoadedCommons], LoadedCommons]

REPOSITORY = Path(__file__).parents[2]
#: The miniature's own records; what lies elsewhere belongs to the commons.
CITY = "records/shili/"


def same(commons: LoadedCommons) -> LoadedCommons:
    """The law as it is."""
    return commons


def play(root: Path, setting: Setting) -> Path:
    """Plants the miniature below `root` the way the setting wants it."""
    plant(root, REPOSITORY, setting.regime)
    edit(root, setting.changes)
    suppose(root, setting.what_if)
    return root


def judged(root: Path, setting: Setting, alter: Alter = same) -> Report:
    """All findings in a setting that was played below `root`."""
    commons = alter(commons_of(root, setting))
    return check(root, whole_tree(root), setting.as_of, commons=commons, progress=_silent)


def rows_of(root: Path, example: TableExample, alter: Alter = same) -> list[dict[str, Any]]:
    """The rows of the example's table that its 取 fits, in a setting played below `root`.

    KeyError for a table or a column that there isn't.
    """
    setting, table = example.setting, TABLES[example.table]
    select = {table.column(name).key: value for name, value in example.select.items()}
    commons = alter(commons_of(root, setting))
    found = []
    for city in list_cities(root):
        loaded = load_city(root, city)
        for county in list_counties(root, city):
            facts = load_county(root, commons, loaded, county, setting.as_of).facts
            found += records(frame_of(facts, table, example.year))
    return [row for row in found if all(row[key] == value for key, value in select.items())]


def differences(row: Mapping[str, Any], example: TableExample) -> dict[str, Any]:
    """What a row has otherwise than the example expects; empty where it is as expected."""
    table = TABLES[example.table]
    expected = {table.column(name).key: value for name, value in (example.expected or {}).items()}
    return {key: row[key] for key, value in expected.items() if row[key] != value}


def concerning(findings: Iterable[Finding], example: Example) -> list[Finding]:
    """The findings of the example's rule, or of its norm."""
    return [f for f in findings if (f.rule, f.entry) == (example.rule, example.entry)]


def fits(finding: Finding, expected: Mapping[str, Any]) -> bool:
    """Whether a finding is the one that a 发现 describes."""
    cite = finding.cite
    got = {
        "级别": finding.severity,
        "文件": finding.path,
        "行": finding.line,
        "条": cite.article if cite else "",
    }
    return expected.get("含", "") in finding.message and all(
        got[key] == expected[key] for key in got if key in expected
    )


def holds(root: Path, example: Example | TableExample, alter: Alter = same) -> bool:
    """Whether an example comes out as it says, in its setting played below `root`."""
    if isinstance(example, Example):
        found = concerning(judged(root, example.setting, alter).findings, example)
        if example.expected is None:
            return not found
        return any(fits(each, example.expected) for each in found)
    rows = rows_of(root, example, alter)
    if example.expected is None:
        return not rows
    return len(rows) == 1 and not differences(rows[0], example)


def commons_of(root: Path, setting: Setting) -> LoadedCommons:
    """The law and the calendar of a setting."""
    touched = (str(change["文件"]) for change in setting.changes)
    if setting.what_if or not all(path.startswith(CITY) for path in touched):
        return load_commons(root)
    return _commons_under(setting.regime if brings_packs(setting.regime) else REGIMES[0])


def brings_packs(regime: str) -> bool:
    """Whether a regime has packs that the repository has not."""
    return (folder_of(regime) / "records" / "regulations").is_dir()


@cache
def _commons_under(regime: str) -> LoadedCommons:
    """The law and the calendar as a regime has them: the repository's, and its own packs."""
    if not brings_packs(regime):
        return load_commons(REPOSITORY)
    with TemporaryDirectory() as folder:
        return load_commons(plant(Path(folder), REPOSITORY, regime))


def _silent(done: int, total: int) -> None:
    """Nobody watches the progress of a test."""
