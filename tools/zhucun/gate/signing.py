"""Which commits of a change are signed by whom.

Git itself checks the signatures (`git log` with `gpg.ssh.allowedSignersFile`), of all commits in
one run, as of each commit's own date and never by the clock; what a key is worth on that date, in
Asia/Shanghai, is judged here.
"""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from zhucun.facts.dates import Span, days_between
from zhucun.facts.people import Officer
from zhucun.facts.signing_keys import SigningKey
from zhucun.gate.change import Change
from zhucun.gate.corrected import new_corrections
from zhucun.gate.keys import Ring, Scope, allowed_signers, is_required, ring_of, scope_of
from zhucun.gate.steps import Step, steps_of
from zhucun.read.git import Commit, GitError, Repository
from zhucun.read.tree import list_counties

#: How many days after a term or a key has ended what it signed may still be merged: whoever has
#: left can put any date into a commit, and branch it off an old one.
GRACE: Final = 31

# What `%G?` says of a signature.
_GOOD: Final = "G"
_NONE: Final = "N"
_UNKNOWN_KEY: Final = "U"
_BAD: Final = "B"
# What says in a region file who may act.
_POWERS: Final = ("officers", "bodies")
# How git ends where it can't go on.
_FATAL: Final = 128


#: How a commit is signed that isn't, or not by the right person.
RESIGN: Final = (
    "请先按 docs/signing.md 设好签名，再由本人重新提交：git commit --amend --no-edit -S；"
    "有几个提交的，git rebase --force-rebase -S 主分支。"
)
_OTHER_KEY: Final = (
    "请换一把登记过的钥匙重新签名提交；没有的，请上一级登记新钥匙（docs/signing.md 第二节），"
    "合并以后再签。"
)
_IN_OFFICE: Final = "请由在任的人员签名提交；任期登记有误的，请上一级先改正登记。"


@dataclass(frozen=True, slots=True)
class Signature:
    """What git says of a signature: its one-letter verdict, the key's fingerprint or ""."""

    verdict: str = _NONE
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature a commit carries in one scope: the owner of the key with the terms that the
    key speaks for on the commit's date; `fault` says why it doesn't count, "" when it does, and
    `mend` what to do about it.
    """

    officer: str = ""
    terms: tuple[Officer, ...] = ()
    keys: tuple[SigningKey, ...] = ()
    fault: str = ""
    mend: str = ""

    @property
    def areas(self) -> frozenset[str]:
        """The folders that the signer may act in."""
        return frozenset(term.area for term in self.terms)


@dataclass
class Signing:
    """The signatures of a change. `rings` are those of the scopes where they are required."""

    rings: Mapping[Scope, Ring]
    steps: tuple[Step, ...]
    signatures: Mapping[str, Signature]
    as_of: str
    _signers: dict[tuple[str, Scope], Signer] = field(default_factory=dict)

    def ring(self, path: str) -> Ring | None:
        """The ring that counts at a path; None where no signature is required."""
        scope = scope_of(path)
        return self.rings.get(scope) if scope else None

    def signer(self, commit: Commit, path: str) -> Signer:
        """Who signed a commit, as far as it touches a path where signatures are required."""
        scope = scope_of(path)
        assert scope is not None
        key = (commit.sha, scope)
        if key not in self._signers:
            signature = self.signatures.get(commit.sha, Signature())
            self._signers[key] = _signer(self.rings[scope], signature, commit.date, self.as_of)
        return self._signers[key]


def signing_of(change: Change) -> Signing:
    """The signatures of a change; ask for it by `change.once`.

    Nothing is verified where no scope that the change touches requires it. Raises GitError when
    the program that verifies is missing.
    """
    scopes = {scope for entry in change.entries if (scope := scope_of(entry.path))}
    asking = {scope for scope in scopes if is_required(change, scope)}
    asking |= _answering_for(change, asking)
    rings = {scope: ring_of(change, scope) for scope in sorted(asking, key=lambda s: s.folder)}
    if not rings:
        return Signing({}, (), {}, change.as_of)
    steps = change.once(steps_of)
    touching = [s.commit.sha for s in steps if any(_touches(rings, each) for each in s.parents)]
    signatures = _verified(change.repository, touching, rings.values())
    return Signing(rings, steps, signatures, change.as_of)


def _answering_for(change: Change, asking: set[Scope]) -> set[Scope]:
    """The cities that ask for no signatures themselves, but answer here for counties that do: by
    new corrections of what is signed there, or by who the city's officers and their keys are,
    unless the city has no key yet.
    """
    said = (scope_of(c.path) for c in change.once(new_corrections) if scope_of(c.file) in asking)
    return {scope for scope in said if scope} | {*_empowering(change)}


def _empowering(change: Change) -> Iterator[Scope]:
    for entry in change.records:
        place = entry.place
        if place is None or place.kind != "region" or place.county:
            continue
        sides = (change.before(entry.path), change.after(entry.path))
        before, after = ([(side or {}).get(name) for name in _POWERS] for side in sides)
        city = Scope(place.city)
        counties = (Scope(place.city, c) for c in list_counties(change.base_files, place.city))
        asked = any(is_required(change, county) for county in counties)
        if before != after and asked and ring_of(change, city).has_own_keys(city, change.as_of):
            yield city


def _touches(rings: Mapping[Scope, Ring], paths: Iterable[str]) -> bool:
    return any(scope_of(path) in rings for path in paths)


def _verified(
    repository: Repository, commits: list[str], rings: Iterable[Ring]
) -> dict[str, Signature]:
    """What git says of the signatures of some commits."""
    if not commits:
        return {}
    if shutil.which("ssh-keygen") is None:
        raise GitError(
            "这里要求提交有签名，本机却没有 ssh-keygen，无法核对；请先安装 OpenSSH 客户端"
            "（Debian、Ubuntu：sudo apt-get install -y openssh-client）。"
        )
    with tempfile.TemporaryDirectory() as folder:
        allowed = Path(folder) / "allowed_signers"
        allowed.write_text(allowed_signers(k for ring in rings for k in ring.keys), "utf-8")
        found = _told_by_git(repository, commits, allowed)
        if found is not None:
            return found
        one_by_one = ((sha, _told_by_git(repository, [sha], allowed)) for sha in commits)
        return {sha: (told or {}).get(sha, Signature(_BAD)) for sha, told in one_by_one}


def _told_by_git(
    repository: Repository, commits: list[str], allowed: Path
) -> dict[str, Signature] | None:
    """What git says of some commits; None where it broke down over a signature that is none.

    Such a one makes ssh-keygen stop listening, and git log dies of the closed pipe, or git doesn't
    know whose kind of signature it is.
    """
    code, out = repository.run(
        "-c",
        f"gpg.ssh.allowedSignersFile={allowed}",
        "log",
        "--no-walk=unsorted",
        "--stdin",
        "--format=%H %G? %GF",
        stdin="".join(f"{sha}\n" for sha in commits).encode(),
        ok=(0, _FATAL, -signal.SIGPIPE),
    )
    if code != 0:
        return None
    lines = (line.split(" ", 2) for line in out.decode("utf-8", "replace").splitlines())
    return {sha: Signature(verdict, fingerprint) for sha, verdict, fingerprint in lines}


def _signer(ring: Ring, signature: Signature, day: str, as_of: str) -> Signer:
    if signature.verdict == _NONE:
        return Signer(fault="没有 SSH 签名", mend=RESIGN)
    if signature.verdict not in (_GOOD, _UNKNOWN_KEY) or not signature.fingerprint:
        return Signer(fault="的签名无效（不是 SSH 签名，或签名以后内容被改过）", mend=RESIGN)
    keys = ring.keys_of(signature.fingerprint)
    if signature.verdict != _GOOD or not keys:
        said = f"用的公钥（{signature.fingerprint}）在合并以前没有登记给任何一个人"
        return Signer(fault=said, mend=_OTHER_KEY)
    owner = keys[0].owner
    faults = [_fault_of(key, day, as_of) for key in keys]
    revoked = next((fault for key, fault in zip(keys, faults, strict=True) if key.revoked), "")
    if revoked or all(faults):
        said = f"用的是 {owner.id} 的公钥，{revoked or faults[0]}"
        return Signer(owner.id, fault=said, mend=_OTHER_KEY)
    valid = tuple(key for key, fault in zip(keys, faults, strict=True) if not fault)
    terms = tuple(term for key in valid for term in ring.serving(key, day))
    if terms and not any(_is_recent(each.span, as_of) for each in terms):
        said = f"由 {owner.id} 签名，他卸任已经超过 {GRACE} 天，分不清是当时签的还是后来签的"
        return Signer(owner.id, fault=said, mend=_IN_OFFICE)
    if not terms:
        said = f"由 {owner.id} 签名，他在 {day} 不在任"
        return Signer(owner.id, fault=said, mend=_IN_OFFICE)
    return Signer(owner.id, tuple(dict.fromkeys(terms)), valid)


def _is_recent(span: Span, as_of: str) -> bool:
    """Whether a term or key isn't over on a day, or not for long."""
    return span.end is None or days_between(span.end, as_of) - 1 <= GRACE


def _fault_of(key: SigningKey, day: str, as_of: str) -> str:
    """Why a key counts for nothing on a day; "" when it does.

    A revoked key counts for nothing on any day: whoever stole it can write any date.
    """
    if key.revoked:
        return f"这把公钥在 {key.revoked} 已经作废"
    if day < key.span.start:
        return f"这把公钥从 {key.span.start} 起才有效"
    if not key.span.covers(day):
        return f"这把公钥到 {key.span.end} 为止"
    if not _is_recent(key.span, as_of):
        return f"这把公钥到 {key.span.end} 为止，已经超过 {GRACE} 天，分不清是当时签的还是后来签的"
    return ""
