"""Exact numbers: as records give them, and as people write them."""

from __future__ import annotations

from decimal import Decimal


def exact(number: float) -> Decimal:
    """A number of a record as it was written: 0.1 is 0.1."""
    return Decimal(str(number))


def as_float(number: Decimal | None) -> float | None:
    """A number as tables hold it; None stays None."""
    return None if number is None else float(number)


def plain(number: Decimal) -> str:
    """A decimal as people write it: 84.5, 90, never 9E+1."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float) -> str:
    """A share from 0 to 1 in percent with at most one decimal: 0.8333 is 83.3%."""
    return f"{round(100 * share, 1):g}%"
