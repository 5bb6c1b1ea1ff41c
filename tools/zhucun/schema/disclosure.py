"""The public projection: what of a record may leave the repository, decided by `x-disclosure`.

`public` passes, `masked` passes through its `x-mask`, everything else (`internal`, `sensitive`, no
word at all) stays. A container passes only what its own properties let pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from zhucun.schema.openness import of_map
from zhucun.schema.store import resolve, schema_of

Openness = Literal["公开", "掩码", "不公开"]
STRICTNESS: tuple[Openness, ...] = ("公开", "掩码", "不公开")

Raw = Mapping[str, Any]
Clean = Callable[[str], str]
#: A record of a kind, by its name and data, as the public may read it: `project` with all else set.
Public = Callable[[str, Raw], dict[str, Any]]
LAST_DAY = "9999-12-31"


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


def consents(cadre: Raw, scope: str, as_of: str = LAST_DAY) -> bool:
    """Whether a cadre consents to `scope` on a day: the newest act by then decides.

    A withdrawal ends every earlier consent, and of two acts of one day it is the one that holds.
    """
    acts = []
    for consent in cadre.get("consents", ()):
        if consent["scope"] == scope:
            acts.append((consent["date"], True))
            if "withdrawn" in consent:
                acts.append((consent["withdrawn"], False))
    # False sorts before True: on one day the withdrawal has to come last.
    past = sorted((a for a in acts if a[0] <= as_of), key=lambda a: (a[0], not a[1]))
    return bool(past) and past[-1][1]


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
    """在村, 因公外出 or nothing: leave and rest look like a day that nobody registered."""
    return status if status in ("在村", "因公外出") else ""


@dataclass(frozen=True, slots=True)
class _Record:
    """What a mask may look at besides the value itself, and what cleans a text."""

    settings: Publication
    data: Raw
    as_of: str
    clean: Clean


_MASKS: dict[str, Callable[[Any, _Record], object]] = {
    "name": lambda v, r: masked_name(v, r.settings.names),
    "phone": lambda v, r: masked_phone(v, r.settings.phones, consents(r.data, "电话", r.as_of)),
    "day_count": lambda v, _: day_count(v),
    "day_status": lambda v, _: day_status(v),
}

# Written by mistake into a text that is public: an ID number or a mobile number. The check warns
# about both; this makes sure that neither reaches a page. Landlines, which begin with 0 or have
# fewer digits, stay. Between two digits may stand what people put there, but not what lists are
# made of, or 13、14、15 would read as a number.
_BETWEEN = r"(?:[^\w\n、,，;；。:：]|_){0,3}"


def _spread(*digits: str) -> str:
    return _BETWEEN.join(digits)


_D = "[0-9]"
_ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    + _spread("[1-9]", *[_D] * 5, f"(?:{_spread('1', '9')}|{_spread('2', '0')})", _D, _D)
    + _BETWEEN
    + f"(?:{_spread('0', '[1-9]')}|{_spread('1', '[0-2]')})"
    + _BETWEEN
    + f"(?:{_spread('0', '[1-9]')}|{_spread('[12]', _D)}|{_spread('3', '[01]')})"
    + _BETWEEN
    + _spread(*[_D] * 3, "[0-9Xx]")
    + r"|[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx]"
    + r"|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"
    + r")(?![0-9A-Za-z])"
)
_MOBILE = re.compile(
    r"(?<![0-9])(?:0|\+?(?:00)?86" + _BETWEEN + ")?(?:"
    + _spread("1", "[3-9]", *[_D] * 9)
    + f"|1{_D}{{2}}{_BETWEEN}{_D}{{4}}{_BETWEEN}{_D}{{4}}"
    + rf"|1[3-9]{_D}[\W_]{{1,3}}{_D}{{4}}[\W_]{{1,3}}{_D}{{4}}"
    + ")(?![0-9])"
)  # fmt: skip
_FEWEST_DIGITS = 11


def without_numbers(text: str) -> str:
    """The text with ID numbers and mobile numbers struck out, however their digits are typed."""
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return text
    return _struck(_struck(text, _ID_NUMBER, "〔证件号已隐去〕"), _MOBILE, "〔号码已隐去〕")


def _struck(text: str, pattern: re.Pattern[str], instead: str) -> str:
    """Replaces what matches in the folded text (NFKC: １３９ is 139), the rest stays as typed."""
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        plain = unicodedata.normalize("NFKC", character)
        folded.append(plain)
        origin += [index] * len(plain)
    parts, done = [], 0
    for match in pattern.finditer("".join(folded)):
        parts += [text[done : origin[match.start()]], instead]
        done = origin[match.end() - 1] + 1
    return "".join([*parts, text[done:]])


# -- projection --------------------------------------------------------------------------------


def project(
    kind: str,
    data: Raw,
    settings: Publication,
    as_of: str = LAST_DAY,
    clean: Clean = without_numbers,
) -> dict[str, Any]:
    """The public part of a schema-valid record: new plain values, nothing shared with `data`.

    Consents hold as of a day. Every text that passes goes through `clean`, which strikes out
    numbers of persons at least; what isn't prose (names of places, ids) only loses the numbers.
    """
    return _object(schema_of(kind), data, _Record(settings, data, as_of, clean))


def _object(schema: Raw, data: Raw, record: _Record) -> dict[str, Any]:
    properties = schema.get("properties", {})
    shown: dict[str, Any] = {}
    for name, value in data.items():
        if name in properties:
            part = properties[name]
            disclosure = part.get("x-disclosure", "internal")
            if disclosure == "public":
                shown[name] = _value(name, part, value, record)
            elif disclosure == "masked":
                shown[name] = _MASKS[part["x-mask"]](value, record)
        elif (part := of_map(schema, name)) is not None:
            # Keys are ids or years by their pattern; the map itself had to be public to get here.
            shown[name] = _value(name, part, value, record)
    return shown


def _value(name: str, schema: Raw, value: Any, record: _Record) -> Any:
    target = _target(schema)
    if isinstance(value, Mapping):
        return _object(target, value, record)
    if isinstance(value, list):
        return [_value(name, target["items"], item, record) for item in value]
    if isinstance(value, str):
        by_rule = {"enum", "const", "pattern"} & target.keys() and target is not _LINE
        return without_numbers(value) if name == "name" or by_rule else record.clean(value)
    return value


_LINE = resolve("common", "common.json#/$defs/line")[1]  # prose, though it has a pattern


def _target(schema: Raw) -> Raw:
    reference = schema.get("$ref", "")
    return resolve("common", reference)[1] if reference else schema
