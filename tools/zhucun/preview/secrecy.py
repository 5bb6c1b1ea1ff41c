"""What a preview never tells, even to staff: what a schema marks sensitive, and free text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from zhucun.check.finding import Found
from zhucun.facts.acts import STREAMS
from zhucun.facts.subjects import ENROLMENT, POSTING, VILLAGE_CADRE
from zhucun.law.norms import Cadence, Condition, Norm, Parts, Word
from zhucun.law.pack import Law
from zhucun.read.layout import place_of
from zhucun.schema.openness import is_public
from zhucun.schema.store import Schema, kinds, resolve, schema_of

#: Columns of tables that tell of health, which records keep as dates without results, or of age.
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "cadre_support": frozenset({"checked_on", "check"}),
    "county_support": frozenset({"to_check", "checked"}),
    "enrolments": frozenset({"relaxed"}),
}
#: Facts that follow from what is sensitive: from the month of birth, from days of check-ups.
_DERIVED: Final = frozenset({"age", "years_since_check"})
_SENSITIVE: Final = "sensitive"
#: What makes a string something other than prose.
_SHAPED: Final = frozenset({"enum", "const", "pattern", "format"})


@lru_cache(maxsize=4096)
def is_sensitive(kind: str, pointer: str) -> bool:
    """Whether a schema marks a place, or anything above it, as sensitive."""
    return any(node.get("x-disclosure") == _SENSITIVE for _, node in nodes_of(kind, pointer))


@lru_cache(maxsize=4096)
def is_told(kind: str, pointer: str, *, public: bool) -> bool:
    """Whether a preview may tell what stands at a place of a record: to the public, or to staff."""
    if kind not in kinds() or is_sensitive(kind, pointer):
        return False
    return is_public(kind, pointer) if public else True


@lru_cache(maxsize=4096)
def is_prose(kind: str, pointer: str) -> bool:
    """Whether people write there what they like: text without a pattern or a list of words, or a
    list of such texts.
    """
    found = list(nodes_of(kind, pointer))
    return not found or _is_free(*found[-1])


def _is_free(home: str, node: Schema) -> bool:
    while "$ref" in node:
        if node["$ref"].endswith("#/$defs/line"):
            return True
        home, node = resolve(home, node["$ref"])
    if isinstance(node.get("items"), dict):
        return _is_free(home, node["items"])
    return node.get("type") == "string" and not (_SHAPED & node.keys())


def nodes_of(kind: str, pointer: str) -> Iterator[tuple[str, Schema]]:
    """The schema nodes on the way to a place, each with the kind of its document.

    A place that no schema knows ends the way.
    """
    home, node = kind, schema_of(kind)
    for token in pointer.split("/")[1:]:
        while "$ref" in node:
            home, node = resolve(home, node["$ref"])
        below = _below(node, token)
        if below is None:
            return
        node = below
        yield home, node


def _below(node: Schema, token: str) -> Schema | None:
    if token.isdigit() and isinstance(node.get("items"), Mapping):
        items: Schema = node["items"]
        return items
    named = node.get("properties", {}).get(token)
    if named is None:
        patterns = node.get("patternProperties", {}).values()
        named = next(iter(patterns), node.get("additionalProperties"))
    return named if isinstance(named, dict) else None


def hides_column(table: str, column: str) -> bool:
    """Whether a table's column tells of what is sensitive."""
    return column in COLUMNS.get(table, ())


def hides_obligation(law: Law, key: str) -> bool:
    """Whether an obligation, named by what asks for it (s0/meeting.county), is of that kind."""
    norm = norm_of(law, key)
    return norm is not None and _is_about_sensitive(norm)


def hides_finding(law: Law, found: Found) -> bool:
    """Whether what a rule found tells of what is sensitive: by its place, or by its norm."""
    place = place_of(found.path)
    if place is not None and place.kind in kinds() and is_sensitive(place.kind, found.pointer):
        return True
    norm = norm_of(law, found.entry)
    return norm is not None and _is_about_sensitive(norm)


def norm_of(law: Law, key: str) -> Norm | None:
    """The norm of a pack by pack and key (s0/meeting.county); None if there is no such."""
    pack, _, name = key.partition("/")
    if pack not in law:
        return None
    return next((norm for norm in law.pack(pack).norms.each() if norm.key == name), None)


def _is_about_sensitive(norm: Norm) -> bool:
    if isinstance(norm, Condition):
        return norm.fact in _DERIVED or norm.fact in _sensitive_names(_kind_of(norm.of))
    if not isinstance(norm, Cadence | Parts | Word):
        return False
    stream = STREAMS.get(norm.act)
    if stream is None:
        return False
    named = norm.field if isinstance(norm, Word) else ""
    return any(
        is_sensitive(kind, stream.at) or named in _sensitive_names(kind) for kind in stream.kinds
    )


def _kind_of(subject: str) -> str:
    """The record kind that holds what a kind of subject is held against."""
    return {POSTING: "cadre", VILLAGE_CADRE: VILLAGE_CADRE, ENROLMENT: VILLAGE_CADRE}.get(
        subject, "region"
    )


@cache
def _sensitive_names(kind: str) -> frozenset[str]:
    """The names of a record's properties that are marked sensitive, however deep."""
    return frozenset(_names_below(schema_of(kind)))


def _names_below(node: Schema) -> Iterator[str]:
    for name, child in node.get("properties", {}).items():
        if child.get("x-disclosure") == _SENSITIVE:
            yield name
        else:
            yield from _names_below(child)
    for child in (node.get("items"), node.get("additionalProperties")):
        if isinstance(child, dict):
            yield from _names_below(child)
