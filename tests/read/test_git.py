"""Objects are handed out whole or not at all, whatever git does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from read.stored import Store
from zhucun.read.git import GitError, Repository

CONTENTS = [b"one\n", b"two\n", b"three\n"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "库.git")
    yield store
    store.close()


def old_git(folder: Path, unknown: str, told: str) -> str:
    """A PATH with a git that doesn't know one of its options, and says so in its way."""
    folder.mkdir()
    script = folder / "git"
    script.write_text(
        f'#!/bin/sh\ncase " $* " in *{unknown}*) {told};; esac\n'
        f'PATH="${{PATH#*:}}"; exec git "$@"\n'
    )
    script.chmod(0o755)
    return f"{folder}:"


def objects(store: Store) -> list[str]:
    return [store.blob(content) for content in CONTENTS]


def test_contents_come_in_the_order_asked_for(store: Store) -> None:
    shas = objects(store)
    with Repository(store.folder) as repository:
        assert list(repository.blobs(reversed(shas))) == CONTENTS[::-1]
        assert list(repository.sizes(shas)) == [4, 4, 6]


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGTERM])
def test_a_git_that_was_killed_is_asked_anew(store: Store, signalled: signal.Signals) -> None:
    shas = objects(store)
    with Repository(store.folder) as repository:
        repository.blob(shas[0])
        assert repository._cat is not None
        repository._cat.send_signal(signalled)
        repository._cat.wait()
        assert repository.blob(shas[1]) == CONTENTS[1]


@pytest.mark.parametrize("told", ["exit 129", "read x; exit 0", "read x; echo; exit 1"])
def test_a_git_that_ends_early_is_a_sentence(
    store: Store, tmp_path: Path, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shas = objects(store)
    monkeypatch.setenv("PATH", old_git(tmp_path / "bin", "cat-file", told) + os.environ["PATH"])
    with Repository(store.folder) as repository, pytest.raises(GitError, match=r"2\.38"):
        repository.blob(shas[0])


def test_an_answer_is_never_taken_for_another(store: Store) -> None:
    shas = objects(store)
    with Repository(store.folder) as repository:
        left = repository.blobs(shas)
        assert next(left) == CONTENTS[0]
        with pytest.raises(GitError):
            repository.blob(shas[0])
        assert repository.blob(shas[0]) == CONTENTS[0]


@pytest.mark.parametrize(
    ("unknown", "told"),
    [("path-format", "printf '%s\\n' --path-format=absolute a b c d; exit 0"),
     ("path-format", "exit 129")],
)  # fmt: skip
def test_a_git_that_is_too_old_is_a_sentence(
    store: Store, tmp_path: Path, unknown: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", old_git(tmp_path / "bin", unknown, told) + os.environ["PATH"])
    with pytest.raises(GitError, match="git"):
        Repository(store.folder)


def test_a_merge_that_git_does_not_know_asks_for_a_newer_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "PATH", old_git(tmp_path / "bin", "merge-tree", "exit 129") + os.environ["PATH"]
    )
    with Repository(store.folder) as repository, pytest.raises(GitError, match=r"2\.38"):
        repository.run("merge-tree", "--write-tree", "a", "b")


@pytest.mark.parametrize("seconds", ["9" * 30, "9" * 6000, "253402271999"])
def test_a_commit_of_any_time_has_a_date(store: Store, seconds: str) -> None:
    tree = store.git("mktree")
    text = f"tree {tree}\nauthor 甲 <a> {seconds} +0000\ncommitter 甲 <a> {seconds} +0000\n\nx\n"
    sha = store.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text.encode()
    )
    with Repository(store.folder) as repository:
        assert repository.commit(sha).date == "9999-12-31"


def test_a_folder_that_is_none_is_a_sentence(store: Store) -> None:
    raw = store.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=b"x" * 40)
    with Repository(store.folder) as repository, pytest.raises(GitError, match="写坏"):
        repository.tree(raw)
