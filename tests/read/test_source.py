"""Reading one file of the tree: only ordinary small files in it, and each refusal is a value."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from pathlib import Path

import pytest

from zhucun.read.source import MAX_BYTES, read_source


def refused(root: Path, relative: str) -> str:
    raw, fault = read_source(root, relative)
    assert raw == b""
    assert fault is not None
    assert (fault.line, fault.column) == (1, 1)
    assert fault.message.endswith("。")
    assert not re.search("yml|Errno|[A-Za-z]{4,}", fault.message)
    return fault.code


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "芳山镇").mkdir()
    (tmp_path / "芳山镇" / "2026-10.yml").write_bytes(b"a: 1\n")
    assert read_source(tmp_path, "芳山镇/2026-10.yml") == (b"a: 1\n", None)


def test_a_file_of_exactly_one_mebibyte_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"#" * MAX_BYTES)
    raw, fault = read_source(tmp_path, "a.yml")
    assert (len(raw), fault) == (MAX_BYTES, None)


def test_one_byte_more_is_too_big(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert refused(tmp_path, "a.yml") == "too_big"


def test_fifty_megabytes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.yml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", opened)
    assert refused(tmp_path, "a.yml") == "too_big"


def test_a_file_that_does_not_tell_its_size_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "small").write_bytes(b"#")
    small = (tmp_path / "small").lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: small)
    assert refused(tmp_path, "a.yml") == "too_big"


def test_a_link_out_of_the_tree(tmp_path: Path) -> None:
    (tmp_path / "outside.yml").write_bytes(b"secret: 1\n")
    root = tmp_path / "records"
    root.mkdir()
    (root / "a.yml").symlink_to(tmp_path / "outside.yml")
    (root / "b.yml").symlink_to("../outside.yml")
    assert refused(root, "a.yml") == "symlink"
    assert refused(root, "b.yml") == "symlink"


def test_a_linked_directory_out_of_the_tree(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.yml").write_bytes(b"secret: 1\n")
    root = tmp_path / "records"
    root.mkdir()
    (root / "township").symlink_to(tmp_path / "outside")
    assert refused(root, "township/a.yml") == "symlink"


def test_a_link_to_a_sibling_whose_name_begins_like_the_root(tmp_path: Path) -> None:
    (tmp_path / "records-old").mkdir()
    (tmp_path / "records-old" / "a.yml").write_bytes(b"a: 1\n")
    root = tmp_path / "records"
    root.mkdir()
    (root / "a.yml").symlink_to("../records-old/a.yml")
    assert refused(root, "a.yml") == "symlink"


def test_a_link_of_a_link_out_of_the_tree(tmp_path: Path) -> None:
    root = tmp_path / "records"
    root.mkdir()
    (tmp_path / "outside.yml").write_bytes(b"secret: 1\n")
    (root / "b.yml").symlink_to("../outside.yml")
    (root / "a.yml").symlink_to("b.yml")
    assert refused(root, "a.yml") == "symlink"


def test_a_link_inside_the_tree_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_bytes(b"a: 1\n")
    (tmp_path / "a.yml").symlink_to("b.yml")
    assert read_source(tmp_path, "a.yml") == (b"a: 1\n", None)


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "b.yml").write_bytes(b"a: 1\n")
    (tmp_path / "real" / "a.yml").symlink_to("b.yml")
    (tmp_path / "records").symlink_to("real")
    assert read_source(tmp_path / "records", "a.yml") == (b"a: 1\n", None)


def test_a_link_to_nothing_and_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to("nothing.yml")
    (tmp_path / "b.yml").symlink_to("b.yml")
    assert refused(tmp_path, "a.yml") == "unreadable"
    assert refused(tmp_path, "b.yml") == "unreadable"


def test_a_directory_named_like_a_record(tmp_path: Path) -> None:
    (tmp_path / "x.yml").mkdir()
    assert refused(tmp_path, "x.yml") == "directory"


def test_a_link_to_a_directory(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "x.yml").symlink_to("d")
    assert refused(tmp_path, "x.yml") == "directory"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yml")
    began = time.perf_counter()
    assert refused(tmp_path, "a.yml") == "not_a_file"
    assert time.perf_counter() - began < 1


def test_a_name_in_another_normal_form(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "é.yml")
    (tmp_path / name).write_bytes(b"a: 1\n")
    assert refused(tmp_path, name) == "file_name"


def test_a_directory_name_in_another_normal_form(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "é")
    (tmp_path / name).mkdir()
    (tmp_path / name / "a.yml").write_bytes(b"a: 1\n")
    assert refused(tmp_path, f"{name}/a.yml") == "file_name"


@pytest.mark.parametrize("name", ["a\n.yml", "a\u202e.yml", "\udcd5.yml"])
def test_a_name_with_what_cannot_be_printed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"a: 1\n")
    assert refused(tmp_path, name) == "file_name"


@pytest.mark.parametrize("path", ["../a.yml", "d/../../a.yml", "/etc/hostname"])
def test_a_path_out_of_the_tree(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.yml").write_bytes(b"a: 1\n")
    root = tmp_path / "records"
    (root / "d").mkdir(parents=True)
    assert refused(root, path) == "outside"


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.yml") == "unreadable"


def test_a_file_used_as_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert refused(tmp_path, "a/b.yml") == "unreadable"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert refused(tmp_path, "长" * 200 + ".yml") == "unreadable"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yml").write_bytes(b"a: 1\n")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", denied)
    assert refused(tmp_path, "a.yml") == "unreadable"
