"""The public projection: what of a record may leave the repository, decided by `x-disclosure`.

`public` passes, `masked` passes through its `x-mask`, everything else (`internal`, `sensitive`, no
word at all) stays. A container passes only what its own properties let pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from zhucun.schema.store import resolve, schema_of

Openness = Literal["公开", "掩码", "不公开"]
STRICTNESS: tuple[Openness, ...] = ("公开", "掩码", "不公开")

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Publication:
    """A region's publication settings. The defaults hold where a region sets nothing."""

    names: Openness = "掩码"
    phones: Openness = "掩码"
    expired_posting_days: int = 90
    closed_case_days: int = 365


def publication_of(city: Raw, county: Raw) -> Publication:
    """The settings of a county from the `publication` of its city and its own, the stricter wins.

    What the city leaves out counts as the default; a county can only be stricter than that.
    """
    default = Publication()
    city_names = city.get("names", default.names)
    city_phones = city.get("phones", default.phones)
    expired = int(city.get("expired_posting_days", default.expired_posting_days))
    closed = int(city.get("closed_case_days", default.closed_case_days))
    return Publication(
        names=_stricter(city_names, county.get("names", city_names)),
        phones=_stricter(city_phones, county.get("phones", city_phones)),
        expired_posting_days=min(expired, int(county.get("expired_posting_days", expired))),
        closed_case_days=min(closed, int(county.get("closed_case_days", closed))),
    )


def _stricter(one: Openness, other: Openness) -> Openness:
    return max(one, other, key=STRICTNESS.index)


def consents(cadre: Raw, scope: str) -> bool:
    """Whether a cadre's record holds a consent to `scope` that was not withdrawn."""
    return any(c["scope"] == scope and "withdrawn" not in c for c in cadre.get("consents", ()))


# -- masks -------------------------------------------------------------------------------------


def masked_name(name: str, openness: Openness) -> str:
    """示例甲 as 示例甲, 示* or nothing. One star, so that not even the length shows."""
    if openness == "公开":
        return name
    return f"{name[:1]}*" if openness == "掩码" else ""


def masked_phone(phone: str, openness: Openness, consented: bool) -> str:
    """13812341234 as it is (only with the cadre's consent), 138****1234 or nothing."""
    if openness == "不公开":
        return ""
    if openness == "公开" and consented:
        return phone
    return f"{phone[:3]}****{phone[-4:]}"


def day_count(days: str | int) -> int:
    """How many days an expression such as `17-18, 20` names; which ones stays inside."""
    count = 0
    for part in str(days).split(","):
        first, _, last = part.strip().partition("-")
        count += int(last or first) - int(first) + 1
    return count


def day_status(status: str) -> str:
    """在村, 因公外出 or 不在村: leave and rest days look the same."""
    return status if status in ("在村", "因公外出") else "不在村"


@dataclass(frozen=True, slots=True)
class _Record:
    """What a mask may look at besides the value itself."""

    settings: Publication
    data: Raw


_MASKS: dict[str, Callable[[Any, _Record], object]] = {
    "name": lambda v, r: masked_name(v, r.settings.names),
    "phone": lambda v, r: masked_phone(v, r.settings.phones, consents(r.data, "电话")),
    "day_count": lambda v, _: day_count(v),
    "day_status": lambda v, _: day_status(v),
}

# Written by mistake into a text that is public: an ID number or a mobile number. The check warns
# about both; this makes sure that neither reaches a page.
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")
_FREE_TEXT = ("common.json#/$defs/text", "common.json#/$defs/line")


def without_numbers(text: str) -> str:
    """The text with ID numbers and mobile numbers struck out."""
    return _MOBILE.sub("〔号码已隐去〕", _ID_NUMBER.sub("〔证件号已隐去〕", text))


# -- projection --------------------------------------------------------------------------------


def project(kind: str, data: Raw, settings: Publication) -> dict[str, Any]:
    """The public part of a schema-valid record: new plain values, nothing shared with `data`."""
    return _object(schema_of(kind), data, _Record(settings, data))


def _object(schema: Raw, data: Raw, record: _Record) -> dict[str, Any]:
    properties = schema.get("properties", {})
    other = schema.get("additionalProperties")
    shown: dict[str, Any] = {}
    for name, value in data.items():
        if name in properties:
            part = properties[name]
            disclosure = part.get("x-disclosure", "internal")
            if disclosure == "public":
                shown[name] = _value(part, value, record)
            elif disclosure == "masked":
                shown[name] = _MASKS[part["x-mask"]](value, record)
        elif isinstance(other, Mapping):
            # Keys are ids by `propertyNames`; the map itself had to be public to get here.
            shown[name] = _value(other, value, record)
    return shown


def _value(schema: Raw, value: Any, record: _Record) -> Any:
    target = _target(schema)
    if isinstance(value, Mapping):
        return _object(target, value, record)
    if isinstance(value, list):
        return [_value(target["items"], item, record) for item in value]
    if isinstance(value, str) and schema.get("$ref") in _FREE_TEXT:
        return without_numbers(value)
    return value


def _target(schema: Raw) -> Raw:
    reference = schema.get("$ref", "")
    return resolve("common", reference)[1] if reference else schema
