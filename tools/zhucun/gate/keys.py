"""Whose signature counts where: the keys and the terms that BASE registers for one county.

The change under judgement has no say in it: a key that it registers counts from the next change on.
A key counts for its officer only in the region that registers it and below, so nobody gains a
county's power by a line in a township's file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.facts.people import Officer, officers_of
from zhucun.facts.signing_keys import REQUIRED, SigningKey, signing_keys_of
from zhucun.gate.change import Change
from zhucun.read.layout import RECORDS, place_of
from zhucun.read.tree import Record, list_counties
from zhucun.schema.store import validator


@dataclass(frozen=True, slots=True)
class Scope:
    """A county, or with `county` "" a city's own files."""

    city: str
    county: str = ""

    @property
    def folder(self) -> str:
        """The scope's folder."""
        return f"{RECORDS}/{self.city}" + (f"/{self.county}" if self.county else "")


def scope_of(path: str) -> Scope | None:
    """Whose records a path belongs to; None for what belongs to no city."""
    parts = path.split("/")
    if len(parts) < 3 or not place_of("/".join((*parts[:2], "region.yml"))):
        return None
    of_county = len(parts) > 3 and place_of("/".join((*parts[:3], "region.yml")))
    return Scope(parts[1], parts[2] if of_county else "")


@dataclass(frozen=True)
class Ring:
    """Officers and keys that count in one scope, as BASE registers them."""

    terms: tuple[Officer, ...]
    keys: tuple[SigningKey, ...]

    @cached_property
    def _by_fingerprint(self) -> dict[str, list[SigningKey]]:
        found: dict[str, list[SigningKey]] = {}
        for key in self.keys:
            if key.fingerprint:
                found.setdefault(key.fingerprint, []).append(key)
        return found

    def keys_of(self, fingerprint: str) -> tuple[SigningKey, ...]:
        """The registrations of a key; none of one that is registered to two people."""
        found = self._by_fingerprint.get(fingerprint, [])
        return tuple(found) if len({key.owner.id for key in found}) == 1 else ()

    def has_key(self, officer: str) -> bool:
        """Whether an officer has any key."""
        return any(key.owner.id == officer for key in self.keys)

    def has_own_keys(self, scope: Scope, day: str) -> bool:
        """Whether the scope's own region file has a key that counts on a day."""
        return any(
            key.owner.area == scope.folder and key.span.covers(day) and not key.revoked
            for key in self.keys
        )

    def serving(self, key: SigningKey, day: str) -> tuple[Officer, ...]:
        """The terms that a key speaks for on a day: its owner's, in its own region or below."""
        return tuple(
            term
            for term in self.terms
            if term.id == key.owner.id
            and term.span.covers(day)
            and is_below(term.area, key.owner.area)
        )


def is_below(path: str, area: str) -> bool:
    """Whether a path is a folder, or stands anywhere in it."""
    return path == area or path.startswith(f"{area}/")


def ring_of(change: Change, scope: Scope) -> Ring:
    """The ring of a scope: its city's, its county's and its townships' region files at BASE.

    In a city's own files the officers of its counties act too, not those of townships.
    """
    files, city = change.base_files, Scope(scope.city).folder
    folders = [city]
    if scope.county:
        folders.append(scope.folder)
        inside = files.names(scope.folder) or ()
        folders += [f"{scope.folder}/{name.name}" for name in inside if name.is_folder]
    else:
        folders += [f"{city}/{county}" for county in list_counties(files, scope.city)]
    records = tuple(r for folder in folders if (r := _region(change, folder)) is not None)
    return Ring(
        tuple(officer for record in records for officer in officers_of(record)),
        tuple(key for record in records for key in signing_keys_of(record)),
    )


def is_required(change: Change, scope: Scope) -> bool:
    """Whether BASE asks for signatures in a scope: the county's setting, or else the city's."""
    folders = dict.fromkeys((scope.folder, Scope(scope.city).folder))
    settings = (_data(change, folder).get("gate") for folder in folders)
    return any(isinstance(s, dict) and s.get("signatures") == REQUIRED for s in settings)


def _data(change: Change, folder: str) -> dict[str, Any]:
    return change.before(f"{folder}/region.yml") or {}


def _region(change: Change, folder: str) -> Record | None:
    path, data = f"{folder}/region.yml", _data(change, folder)
    place = place_of(path)
    if place is None or not validator(place.kind).is_valid(data):
        return None
    return Record(path, place, data)


def allowed_signers(keys: Iterable[SigningKey]) -> str:
    """The keys as git's `gpg.ssh.allowedSignersFile` wants them, for commits only.

    Without their days: OpenSSH reckons those in the machine's time zone, so they are judged here.
    """
    lines = {f'{key.owner.id} namespaces="git" {key.text}' for key in keys if key.fingerprint}
    return "".join(f"{line}\n" for line in sorted(lines))
