"""What findings of all norms have in common: their frame, whom they name, values in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from zhucun.check.finding import SEVERITIES, Severity
from zhucun.check.wording import before_number, cadre_named
from zhucun.facts.acts import Act
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import in_words
from zhucun.facts.subjects import SPELLS, Subject
from zhucun.law.norms import Norm
from zhucun.law.numbers import percent
from zhucun.law.pack import Pack

_MONTHS_A_YEAR: Final = 12


def framed(pack: Pack, norm: Norm, *, lenient: bool = False, hidden: bool) -> dict[str, Any]:
    """What a finding has from its entry, by the names of Found's fields.

    With `lenient` (the regulation applies by reference) what would block only warns; what tells
    of a thing that is `hidden` is private.
    """
    severity: Severity = next(s for s in SEVERITIES if s == norm.severity)
    return {
        "entry": f"{pack.id}/{norm.key}",
        "title": norm.title,
        "rows": norm.rows,
        "mend": norm.mend,
        "private": norm.private or hidden,
        "severity": "warn" if lenient and severity == "block" else severity,
    }


def named(county: CountyFacts, subject: Subject, private: bool) -> str:
    """A subject's name; a person's only in what is private, else the id; an act's with its day."""
    if subject.act:
        return act_named(county, subject.act, private) or subject.name
    if subject.kind in SPELLS:
        return cadre_named(county, subject.id) if private else subject.id
    return subject.name


def act_named(county: CountyFacts, act: Act, private: bool) -> str:
    """Whose act it is, as far as a log may say, and of which day or period; maybe ""."""
    when = in_words(act.period) if act.period else act.date
    person = act.village_cadre or act.cadre
    who = cadre_named(county, person) if private and person else person
    village, unit = county.villages.get(act.village), county.units.get(act.unit)
    told = who or (village.name if village else "") or (unit.name if unit else "")
    return f"{before_number(told)}{when}".strip() if told or when else ""


def shown(value: object) -> str:
    """A value in Chinese words; a list's items with 、 between them."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(shown, value))
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def among(values: Sequence[object]) -> str:
    """That something should be one of the values: 应在甲、乙之中, of a single one 应是甲."""
    return f"应是{spaced(values[0])}" if len(values) == 1 else f"应在{shown(values)}之中"


def measured(value: object, unit: str) -> str:
    """The value with its fact's unit: 3 名, a share (unit %) as 37.5%, 3.175 年 as 3 年 2 个月."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        if unit == "%":
            return f" {percent(float(value))}"
        if unit == "年" and value % 1:
            return _years(float(value))
    return f"{spaced(value)}{f' {unit}' if unit else ''}"


def _years(value: float) -> str:
    """Years that are not whole, in years and months; what is less than a month is 多."""
    years, months = int(value), int(value % 1 * _MONTHS_A_YEAR)
    rest = f" {months} 个月" if months else "多"
    return f" {years} 年{rest}" if years else rest if months else "不满 1 个月"


def spaced(value: object) -> str:
    """The value in words, a number or a day set off by a space."""
    text = shown(value)
    return f" {text}" if text[:1].isascii() else text
