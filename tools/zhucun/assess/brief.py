"""The tables in a few lines: per county how many months are met, explained and open."""

from __future__ import annotations

import pandas as pd

from zhucun.assess.tables import Tables
from zhucun.facts.presence import State

_ORDER: tuple[State, ...] = ("达标", "有说明", "待说明", "待定", "不计", "未登记")


def brief_text(tables: Tables) -> str:
    """One line per county in order of place, then the sum; states without a month are left out."""
    months, years = tables.cadre_month, tables.cadre_year
    if months.empty:
        return "没有可以考核的月份。\n"
    states = pd.crosstab(months["county"], months["state"])
    cadres = years.groupby("county")["cadre"].nunique()
    lines = [
        f"{county}：干部 {cadres.get(county, 0)} 人，{_counts(row)}"
        for county, row in states.iterrows()
    ]
    lines.append(f"合计：干部 {cadres.sum()} 人，{_counts(states.sum())}")
    return "\n".join(lines) + "\n"


def _counts(row: pd.Series[int]) -> str:
    shown = [f"{state} {row[state]}" for state in _ORDER if row.get(state, 0)]
    return f"{row.sum()} 个人月（{'、'.join(shown)}）"
