"""Officers' public keys as region files register them."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from zhucun.facts.dates import Span
from zhucun.facts.people import Officer, officers_of
from zhucun.read.tree import Record

#: `gate.signatures` of a region file where commits have to be signed.
REQUIRED: Final = "required"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key of one officer, registered with a term of his. `text` is its kind and its base64.

    `revoked` is the day from which it counts for nothing, "" if it isn't; `confirmed_by` and
    `confirmed_on` say who of a level above vouches that it is the officer's own.
    """

    owner: Officer
    text: str
    span: Span
    revoked: str
    confirmed_by: str
    confirmed_on: str
    path: str
    pointer: str

    @property
    def fingerprint(self) -> str:
        """As OpenSSH shows it (`SHA256:…`); "" for what is no key."""
        return fingerprint_of(self.text)


def signing_keys_of(record: Record) -> Iterator[SigningKey]:
    """The keys of a schema-valid region record."""
    for officer, raw in zip(officers_of(record), record.data.get("officers", ()), strict=True):
        for index, key in enumerate(raw.get("keys", ())):
            yield _key(officer, key, f"{officer.pointer}/keys/{index}")


def _key(officer: Officer, key: dict[str, Any], pointer: str) -> SigningKey:
    return SigningKey(
        owner=officer,
        text=key["key"],
        span=Span(key["from"], key.get("to")),
        revoked=key.get("revoked", {}).get("date", ""),
        confirmed_by=key["confirmed"]["by"],
        confirmed_on=key["confirmed"]["date"],
        path=officer.path,
        pointer=pointer,
    )


def fingerprint_of(text: str) -> str:
    """The SHA-256 fingerprint of a public key's text; "" where it holds no key of its kind."""
    kind, _, encoded = text.partition(" ")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return ""
    fields = _fields(blob)
    if not fields or fields[0] != kind.encode() or len(fields) < 2 or not fields[1]:
        return ""
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"


def _fields(blob: bytes) -> list[bytes]:
    """The length-prefixed strings that a key is made of; none where they don't fill it exactly."""
    found = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            return []
        found.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return found
