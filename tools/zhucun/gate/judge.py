"""Judges a change: the rules on history first, then the check of what it touches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhucun.check.comparison import Comparison, compared
from zhucun.check.finding import Finding
from zhucun.check.place import placed
from zhucun.check.run import Progress, Report, Scope, whole_tree
from zhucun.check.window import window_of
from zhucun.facts.load import load_commons
from zhucun.gate.catalogue import HISTORY
from zhucun.gate.change import Change, change_of
from zhucun.gate.paths import is_reviewable
from zhucun.read.git import Repository
from zhucun.read.snapshot import Snapshot
from zhucun.read.tree import list_cities, list_counties


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a change. `report` holds what the change itself brings about.

    Findings that BASE has already are not the change's doing: `inherited` are those that would
    block, which the report tells as warnings; the others are left out.
    """

    change: Change
    report: Report
    inherited: tuple[Finding, ...]


def judge(
    repository: Repository,
    base: str,
    head: str,
    as_of: str | None = None,
    *,
    workers: int = 1,
    progress: Progress = lambda _done, _total: None,
) -> Verdict:
    """The verdict on merging `head` into `base` (revisions), as of an ISO date.

    By default the later of the two commits' dates. Raises GitError where git's objects can't tell.
    """
    change = change_of(repository, repository.commit(base), repository.commit(head), as_of)
    history = _history(change)
    if not is_reviewable(change):
        return Verdict(change, Report(tuple(history), 0, 0), ())
    checked = _checked(change, workers, progress)
    after, inherited = checked.report, tuple(_told(finding) for finding in checked.inherited)
    refused = {(f.path, f.line) for f in history}
    fresh = [
        f for f in after.findings if f.rule != "file_is_readable" or (f.path, 1) not in refused
    ]
    found = sorted([*history, *fresh, *inherited], key=lambda f: (f.path, f.line, f.column, f.rule))
    return Verdict(change, replace(after, findings=tuple(found)), inherited)


def _history(change: Change) -> list[Finding]:
    """What the rules on history find; of a change beyond review only that it is."""
    chosen = list(HISTORY.values())
    if not is_reviewable(change):
        chosen = [HISTORY["change_is_of_a_reviewable_size"]]
    return placed(
        change.head_files, ((each.rule, found) for each in chosen for found in each.judge(change))
    )


def _checked(change: Change, workers: int, progress: Progress) -> Comparison:
    """The check of what the change touches, by the law of BASE.

    A change of the law itself is judged by what it makes of the law, over the whole tree.
    """
    before, after = change.base_files, change.head_files
    paths = [entry.path for entry in change.entries]
    if "law" in change.areas:
        scope = whole_tree(after)
        return compared(
            before, after, paths, scope, change.as_of, workers=workers, progress=progress
        )
    return compared(
        before,
        after,
        paths,
        _scope(change, after),
        change.as_of,
        commons=load_commons(before),
        window=window_of(paths, before, after),
        workers=workers,
        progress=progress,
    )


def _scope(change: Change, files: Snapshot) -> Scope:
    """The counties that are there of those the change touches, and the cities of its files."""
    there = {city: set(list_counties(files, city)) for city in _cities(change, files)}
    cities: dict[str, list[str]] = {city: [] for city in sorted(there)}
    for city, county in change.counties:
        if county in there.get(city, ()):
            cities[city].append(county)
    return Scope(False, cities)


def _cities(change: Change, files: Snapshot) -> set[str]:
    touched = {e.path.split("/")[1] for e in change.entries if e.area == "records"}
    return touched & set(list_cities(files))


def _told(finding: Finding) -> Finding:
    before = "改动以前就有的问题，不影响这次合并，请另行改正："
    return replace(
        finding,
        severity="warn",
        message=f"{before}{finding.message}",
        discreet=f"{before}{finding.discreet}",
    )
