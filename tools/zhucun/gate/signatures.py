"""Rules on signatures, where BASE's region files ask for them (`gate: {signatures: required}`).

The county's setting counts, or else its city's, and the keys and terms that BASE registers: what
the change says of either counts from the next change on. Three things are asked for:

* each commit that touches a county's records is signed by an officer whose region covers every file
  that it touches; a merge that adds nothing to what git makes of its parents needs none;
* the commit that brings an act into the state in which it is to be merged is signed by the very
  officer whose act it is; whoever alters later what the act covers breaks it;
* what gives power (a term, a key, a body to head) is signed by an officer of a level above, in a
  city by another officer of the city.

A forge that squashes or rebases a change when it merges it throws these commits away and writes
others, with its own key or none: the repository has to allow merge commits only, or else to let a
person push the signed commits themselves. A merge commit of the forge's own (web-flow) adds nothing
and needs no officer; an edit in the forge's web editor is a commit signed by the forge, which is no
officer's, and is refused.

A key that was stolen is revoked, not only ended: who holds it can write any date into a commit.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.gate.acts import TOLD, WRITTEN_BY_OTHERS, Deed, Touched, deeds_at, touched_acts
from zhucun.gate.change import Change
from zhucun.gate.corrected import new_corrections
from zhucun.gate.grants import granted
from zhucun.gate.keys import Ring, is_below
from zhucun.gate.own_acts import holds_only_own_acts
from zhucun.gate.registry import history_rule
from zhucun.gate.signing import RESIGN, Signer, Signing, signing_of
from zhucun.gate.steps import Step
from zhucun.read.git import RawEntry


@history_rule(
    title="提交由管这些文件的人签名",
    why="本地区要求签名：没有签名，就不知道是谁改的；签名的人不管这个地方，也不该由他改。",
    mend=f"请由管这些文件的人签名提交（一次提交只改自己管的地方）：{RESIGN}",
    private=True,
)
def commit_is_signed(change: Change) -> Iterator[Found]:
    """Each commit that touches records is signed by whoever covers them, where that is asked."""
    signing = change.once(signing_of)
    for step in signing.steps:
        for entry in step.own:
            ring = signing.ring(entry.path)
            if ring is None:
                continue
            signer = signing.signer(step.commit, entry.path)
            fault = signer.fault or _coverage_fault(change, signer, entry)
            if fault:
                told = _acts_told(change, ring, step) if signer.fault else ""
                said = f"提交 {step.commit.sha[:10]} {fault}{told}"
                yield _found(entry.path, "", said, step, signer.mend)
                break


def _acts_told(change: Change, ring: Ring, step: Step) -> str:
    """The acts that a commit brings, for a message about its signature."""
    own = {entry.path for entry in step.own}
    deeds = [
        t.deed
        for t in change.once(touched_acts)
        if t.entry.path in own and _wants_a_signature(t.deed) and _brings(change, step, t)
    ]
    if not deeds:
        return ""
    first = f"{deeds[0].act.when} 的{deeds[0].act.what}写明是{_named(ring, deeds[0].officer)}"
    return f"，其中 {first}" + (f"，等 {len(deeds)} 处" if len(deeds) > 1 else "")


def _named(ring: Ring, officer: str) -> str:
    """An officer's name with the id, as BASE registers him."""
    names = [term.name for term in ring.terms if term.id == officer]
    return f"{names[0]}（{officer}）" if names else f" {officer}"


def _wants_a_signature(deed: Deed) -> bool:
    return (deed.kind, deed.place) not in TOLD | WRITTEN_BY_OTHERS


def _coverage_fault(change: Change, signer: Signer, entry: RawEntry) -> str:
    if any(is_below(entry.path, area) for area in signer.areas):
        return ""
    if holds_only_own_acts(change, entry, signer.officer):
        return ""
    areas = "、".join(sorted(signer.areas))
    return f"由 {signer.officer}（管 {areas}）签名，却改了不归他管的 {entry.path}"


@history_rule(
    title="行为由本人签名",
    why="盖章、审批写着谁的名字，就要由谁的钥匙签；别人写上去的、签了以后又被改过的，都不算。",
    mend=f"请由写明的那位人员本人签名提交这一处，签好以后不再改它所管的内容：{RESIGN}"
    "本人已经离任、签不了的，由接任的人或上一级重新办理，写上新的人员和日期。",
    private=True,
)
def act_is_signed(change: Change) -> Iterator[Found]:
    """The commit that brings a new act, as it is to be merged, is signed by the officer himself.

    Of several inspectors one is enough. A commit that nobody signed, or not so that it counts, is
    told by `commit_is_signed`. An act that BASE has already and that is altered wants him
    again, unless a correction of this change is about its file: then the correction is the act.
    """
    signing = change.once(signing_of)
    corrected = change.once(_corrected)
    for touched in change.once(touched_acts):
        deed, path = touched.deed, touched.entry.path
        ring = signing.ring(path)
        if ring is None or not _wants_a_signature(deed):
            continue
        if not touched.is_new and path in corrected:
            continue
        fault = _act_fault(change, signing, ring, touched)
        if fault:
            yield Found(
                path,
                deed.act.pointer,
                f"{deed.act.when} 的{deed.act.what}写明是{_named(ring, deed.officer)}，{fault}",
                subject=deed.act.cadre,
                period=deed.act.when,
                got=deed.officer,
            )


def _act_fault(change: Change, signing: Signing, ring: Ring, touched: Touched) -> str:
    deed, path = touched.deed, touched.entry.path
    officers = {deed.officer, *_fellows(change, touched)}
    bringing = [step for step in signing.steps if _brings(change, step, touched)]
    told = [s for s in bringing if any(entry.path == path for entry in s.own)]
    if any(signing.signer(step.commit, path).fault for step in told):
        return ""
    if not any(ring.has_key(officer) for officer in officers):
        return "他在合并以前没有登记公钥；请先单独提交公钥的登记，由上级确认"
    if not bringing:
        return "而它所管的内容是合并时拼起来的，没有人签过；请先把主分支合并进来再由本人签名"
    for step in bringing:
        signer = signing.signer(step.commit, path)
        at = f"提交 {step.commit.sha[:10]} "
        if signer.fault:
            return f"带来它的{at}{signer.fault}"
        if signer.officer not in officers:
            return f"带来它（或者后来改了它所管的内容）的{at}却由 {signer.officer} 签名"
        if not _speaks_for_all(ring, signer, step):
            return f"带来它的{at}用的公钥只登记在下级，不能用于上级的职责"
    return ""


def _fellows(change: Change, touched: Touched) -> Iterator[str]:
    """The officers who did the same together: the inspectors of one inspection."""
    entry, deed = touched.entry, touched.deed
    if entry.new and deed.place.endswith("/inspectors"):
        for other in change.once(deeds_at)(entry.path, entry.new.sha):
            if other.root == deed.root:
                yield other.officer


def _brings(change: Change, step: Step, touched: Touched) -> bool:
    """Whether a commit has the act as it is to be merged, and none of its parents has."""
    path, deed = touched.entry.path, touched.deed
    sides = [parent.get(path) for parent in step.parents]
    if not sides or any(side is None for side in sides):
        return False
    at = change.once(deeds_at)
    return all(
        deed.strong in {d.strong for d in at(path, side.new_sha)}
        and deed.strong not in {d.strong for d in at(path, side.old_sha)}
        for side in sides
        if side
    )


def _speaks_for_all(ring: Ring, signer: Signer, step: Step) -> bool:
    """Whether the key is registered as high as its owner serves: what he is above it isn't told."""
    day = step.commit.date
    serving = [t for t in ring.terms if t.id == signer.officer and t.span.covers(day)]
    return set(serving) <= set(signer.terms)


def _corrected(change: Change) -> frozenset[str]:
    """The files that corrections of this change are about; that they tell it all is for history."""
    return frozenset(correction.file for correction in change.once(new_corrections))


@history_rule(
    title="职责和公钥由上级签名登记",
    why="自己给自己登记职责、公钥，就等于自己给自己授权。",
    mend="请由上一级的人员（市里的由市里另一位人员）签名提交这次登记；"
    "给任期写截止日期、作废公钥，本级自己就可以。",
    private=True,
)
def power_is_granted_from_above(change: Change) -> Iterator[Found]:
    """A commit that registers a term, a key or the head of a body is signed from a level above."""
    signing = change.once(signing_of)
    for step in signing.steps:
        for entry in step.own:
            if not entry.path.endswith("/region.yml") or signing.ring(entry.path) is None:
                continue
            gains = granted(change, entry)
            signer = signing.signer(step.commit, entry.path)
            if not gains or signer.fault:
                continue
            if _is_above(signer, entry.path, gains):
                continue
            who = "、".join(sorted(gains))
            said = (
                f"提交 {step.commit.sha[:10]} 给 {who} 登记了职责或公钥，却由 {signer.officer} 签名"
            )
            yield _found(entry.path, "/officers", said, step)


def _is_above(signer: Signer, path: str, gains: frozenset[str]) -> bool:
    folder = path.rpartition("/")[0]
    if folder.count("/") == 1:  # a city's own file: nobody here is above it
        return signer.officer not in gains
    return any(folder != area and is_below(folder, area) for area in signer.areas)


def _found(path: str, pointer: str, message: str, step: Step, mend: str = "") -> Found:
    discreet = f"提交 {step.commit.sha[:10]} 的签名不合要求。"
    day = step.commit.date
    return Found(path, pointer, message, period=day, mend=mend, discreet=discreet)
