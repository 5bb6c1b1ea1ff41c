"""Reading from git's objects: what is read, refused and judged is the same as on disk."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from mini.tree import AS_OF, REGIMES, plant
from read.corpus import DOCUMENTS
from read.stored import Store
from zhucun.check.run import Report, check, whole_tree
from zhucun.read.files import Disk, Files
from zhucun.read.snapshot import AT_ONCE, Snapshot
from zhucun.read.source import MAX_BYTES
from zhucun.read.tree import list_cities, list_counties, read_city, read_commons, read_county

REPOSITORY = Path(__file__).parents[2]
COUNTY = "records/shili/shilixian"
PROJECTS = f"{COUNTY}/shilizhen/projects"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "bare.git")
    yield made
    made.close()


def judged(files: Path | Files, workers: int = 1) -> Report:
    return check(
        files, whole_tree(files), AS_OF, workers=workers, progress=lambda done, total: None
    )


def bad_everywhere(root: Path) -> None:
    """One of every bad file that both a disk and git can hold."""
    for number, bad in enumerate(DOCUMENTS):
        (root / f"{COUNTY}/cases/990101-c{number + 100:03d}.yml").write_bytes(bad.raw())
    projects = root / PROJECTS
    outside = root.parent / "outside.yml"
    outside.write_text("id: secret\n", encoding="utf-8")
    (projects / "secret.yml").symlink_to(outside)
    (projects / "folder.yml").mkdir()
    (projects / "folder.yml" / "inside.yml").write_text("id: x\n", encoding="utf-8")
    (projects / "big.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    (projects / "full.yml").write_bytes(b"#" * MAX_BYTES)
    decomposed = f"{unicodedata.normalize('NFD', 'café')}.yml"
    for name in (decomposed, "Road.YML", "notes.txt", "a\nb.yml", "a\x1b[31m.yml", ".hidden"):
        (projects / name).write_text("id: x\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(projects) + b"/\xff\xfe.yml")).write_text("id: x\n")
    runs = projects / "runs.yml"
    runs.write_text("id: x\n", encoding="utf-8")
    runs.chmod(0o755)
    (root / "records" / "stray.yml").write_text("x: 1\n", encoding="utf-8")
    (root / "records" / "Nowhere").mkdir()
    (root / "records" / "Nowhere" / "a.yml").write_text("x: 1\n", encoding="utf-8")


@pytest.mark.parametrize("regime", REGIMES)
def test_the_miniature_is_judged_alike(regime: str, store: Store, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree", REPOSITORY, regime)
    snapshot = store.of(root)
    assert judged(snapshot) == judged(root)


def test_the_sample_is_judged_alike(store: Store, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "records", tmp_path / "tree" / "records")
    snapshot = store.of(tmp_path / "tree")
    on_disk = judged(tmp_path / "tree")
    assert judged(snapshot) == on_disk
    counties = [c for city in list_cities(snapshot) for c in list_counties(snapshot, city)]
    assert on_disk.counties == len(counties)


def test_one_of_every_bad_file_is_judged_alike(store: Store, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree", REPOSITORY)
    bad_everywhere(root)
    snapshot = store.of(root)
    on_disk = judged(root)
    assert judged(snapshot) == on_disk
    assert len({f.path for f in on_disk.findings if f.rule == "file_is_readable"}) > len(DOCUMENTS)


def test_what_is_read_is_the_same_in_the_same_order(store: Store, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree", REPOSITORY)
    bad_everywhere(root)
    snapshot = store.of(root)
    assert read_commons(snapshot) == read_commons(root)
    assert read_city(snapshot, "shili") == read_city(root, "shili")
    assert read_county(snapshot, "shili", "shilixian") == read_county(root, "shili", "shilixian")


def test_workers_have_their_own_way_to_the_objects(store: Store, tmp_path: Path) -> None:
    root = plant(tmp_path / "tree", REPOSITORY)
    city = root / "records" / "shili"
    shutil.copytree(city / "shilixian", city / "linxian")
    snapshot = store.of(root)
    assert judged(snapshot, workers=2) == judged(root)


def test_names_are_told_in_order_with_their_kind(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "tree"
    (root / "b").mkdir(parents=True)
    (root / "b" / "c").write_text("1")
    (root / "b.yml").write_text("2")
    (root / "a").symlink_to("b")
    store.add(root)
    snapshot, disk = store.snapshot(), Disk(root)
    assert [name.name for name in snapshot.names("") or ()] == ["a", "b", "b.yml"]
    assert [name.is_folder for name in snapshot.names("") or ()] == [False, True, False]
    assert [n[:2] for n in snapshot.names("") or ()] == [n[:2] for n in disk.names("") or ()]
    assert snapshot.names("b.yml") is None
    assert snapshot.names("gone") is None
    assert snapshot.names("b/c/d") is None
    assert snapshot.is_folder("b")
    assert not snapshot.is_folder("a")


def refused(files: Files, path: str) -> str:
    raw, fault = files.read(path)
    assert raw == b""
    assert fault is not None
    return fault.code


def test_a_link_is_refused_wherever_it_leads(store: Store) -> None:
    store.put("a.yml", "100644", store.blob(b"a: 1\n"))
    store.put("near.yml", "120000", store.blob(b"a.yml"))
    store.put("far.yml", "120000", store.blob(b"/etc/passwd"))
    snapshot = store.snapshot()
    assert refused(snapshot, "near.yml") == refused(snapshot, "far.yml") == "symlink"
    assert snapshot.read("a.yml") == (b"a: 1\n", None)


def test_a_submodule_is_no_file(store: Store) -> None:
    store.put("records/sub.yml", "160000", "1" * 40)
    assert refused(store.snapshot(), "records/sub.yml") == "not_a_file"


def test_what_is_not_there_and_what_is_a_folder_are_refused(store: Store) -> None:
    store.put("a/b.yml", "100644", store.blob(b"b: 1\n"))
    snapshot = store.snapshot()
    assert refused(snapshot, "a") == "directory"
    assert refused(snapshot, "a/c.yml") == "unreadable"
    assert refused(snapshot, "a/b.yml/c.yml") == "unreadable"
    assert refused(snapshot, "../a/b.yml") == "outside"
    assert refused(snapshot, "a/\u0065\u0301.yml") == "file_name"


def test_a_name_that_stands_twice_is_neither(store: Store) -> None:
    one, other = store.blob(b"a: 1\n"), store.blob(b"a: 2\n")
    entries = b"".join(b"100644 a.yml\0" + bytes.fromhex(sha) for sha in (one, other))
    tree = store.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=entries)
    snapshot = Snapshot(store.snapshot().repository, tree)
    assert refused(snapshot, "a.yml") == "not_a_file"


def test_a_big_file_is_refused_without_being_fetched(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("big.yml", "100644", store.blob(b"#" * (MAX_BYTES + 1)))
    store.put("full.yml", "100644", store.blob(b"#" * MAX_BYTES))
    snapshot = store.snapshot()
    fetched: list[str] = []
    blobs = snapshot.repository.blobs

    def noted(shas: list[str]) -> Iterator[bytes]:
        fetched.extend(shas)
        return blobs(shas)

    monkeypatch.setattr(snapshot.repository, "blobs", noted)
    snapshot.expect(["big.yml", "full.yml"])
    assert refused(snapshot, "big.yml") == "too_big"
    assert len(snapshot.read("full.yml")[0]) == MAX_BYTES
    assert len(fetched) == 1


def test_announced_files_come_right_in_whatever_order_they_are_read(
    store: Store, tmp_path: Path
) -> None:
    number = 2 * AT_ONCE + 3
    contents = [b"same" if n % 3 == 0 else str(n).encode() for n in range(number)]
    (root := tmp_path / "tree").mkdir()
    for n, content in enumerate(contents):
        (root / f"f{n:04d}.yml").write_bytes(content)
    store.add(root)
    snapshot = store.snapshot()
    snapshot.expect(f"f{n:04d}.yml" for n in range(number))
    for n in (0, 1, 2, AT_ONCE + 7, 3, number - 1, 0, 4, *range(AT_ONCE, number), 5):
        assert snapshot.read(f"f{n:04d}.yml") == (contents[n], None)
