"""A file that can't be read is one finding; nothing else is blamed for what it would have said."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.tree import AS_OF, HERE, plant
from zhucun.check.run import check, whole_tree

REPOSITORY = Path(__file__).parents[2]
FILES = sorted(p.relative_to(HERE).as_posix() for p in (HERE / "records").rglob("*") if p.is_file())


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_does_not_parse(path: str, tmp_path: Path) -> None:
    plant(tmp_path, REPOSITORY)
    (tmp_path / path).write_bytes(b"a: [1\n")
    report = check(tmp_path, whole_tree(tmp_path), AS_OF, progress=lambda done, total: None)
    judged = [f for f in report.findings if f.severity != "info"]
    assert [(f.rule, f.path) for f in judged] == [("file_is_readable", path)], judged
