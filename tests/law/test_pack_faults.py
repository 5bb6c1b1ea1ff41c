"""Damage to a pack: each kind gives its own fault at its own place, in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from zhucun.law.faults import PackFault, check_pack

PATH = "records/regulations/s0.yml"
Damage = Callable[[Any], object]


def _index(raw: Any, part: str, key: str) -> int:
    return next(at for at, item in enumerate(raw[part]) if item["key"] == key)


def _values(raw: Any, key: str) -> Any:
    return raw["parameters"][_index(raw, "parameters", key)]["values"]


def _entries(raw: Any) -> Any:
    return raw["tables"][0]["editions"][0]["entries"]


def _steps(raw: Any) -> Any:
    return raw["ladders"][0]["editions"][0]["steps"]


def _codes(faults: list[PackFault]) -> list[str]:
    return [fault.code for fault in faults]


def _min_days(raw: Any) -> Any:
    return _values(raw, "attendance.min_days")[0]


DAMAGES: list[tuple[str, Damage]] = [
    ("id-differs", lambda raw: raw.update(id="s1")),
    ("no-date", lambda raw: raw["effective"].pop("assumed")),
    ("unknown-decision", lambda raw: raw["effective"].update(decision="A99")),
    ("duplicate-id", lambda raw: raw["decisions"].append(dict(raw["decisions"][0]))),
    ("duplicate-key", lambda raw: raw["parameters"].append(dict(raw["parameters"][0]))),
    ("duplicate-key", lambda raw: raw["ladders"][1].update(key="leave.levels")),
    ("missing-key", lambda raw: raw["parameters"].pop(_index(raw, "parameters", "log.per_week"))),
    ("missing-key", lambda raw: raw["tables"].clear()),
    ("missing-key", lambda raw: raw["ladders"].pop(0)),
    ("unsorted-dates", lambda raw: _values(raw, "log.per_week").append(_dated(raw, "2010-01-01"))),
    ("duplicate-date", lambda raw: _values(raw, "log.per_week").append(_dated(raw, "2017-12-01"))),
    ("unsourced", lambda raw: _min_days(raw).pop("cite")),
    ("unsourced", lambda raw: _entries(raw)[0].pop("cite")),
    ("unsourced", lambda raw: _steps(raw)[0].pop("cite")),
    ("unsourced", lambda raw: _steps(raw)[1]["dispositions"][0].pop("cite")),
    ("null-unexplained", lambda raw: _min_days(raw).update(value=None)),
    ("null-unexplained", lambda raw: raw["tables"][0]["editions"][0].update(entries=None)),
    ("null-unexplained", lambda raw: raw["ladders"][0]["editions"][0].update(steps=None)),
    ("silent-with-value", lambda raw: _min_days(raw).update(silent="原文没有规定。")),
    ("unknown-decision", lambda raw: _min_days(raw).update(decision="Z99")),
    ("unknown-decision", lambda raw: raw["ladders"][0]["editions"][0]["decisions"].append("Z99")),
    ("unknown-row", lambda raw: raw["parameters"][0]["rows"].append("S0-00")),
    ("value-kind", lambda raw: _min_days(raw).update(value="20")),
    ("value-kind", lambda raw: _min_days(raw).update(value=True)),
    ("value-kind", lambda raw: _values(raw, "inspection.methods")[0].update(value=[1])),
    ("weights-sum", lambda raw: _values(raw, "scores.weights.daily")[0].update(value=0.21)),
    (
        "weights-partial",
        lambda raw: _values(raw, "scores.weights.daily")[0].update(value=None, silent="未定"),
    ),
    ("table-gap", lambda raw: _entries(raw)[1].update(min=4)),
    ("table-overlap", lambda raw: _entries(raw)[1].update(min=2)),
    ("table-overlap", lambda raw: _entries(raw)[0].update(max=None)),
    ("table-order", lambda raw: _entries(raw).reverse()),
    ("table-reversed", lambda raw: _entries(raw)[1].update(max=1)),
    ("table-closed-end", lambda raw: _entries(raw)[2].update(max=60)),
    ("ladder-order", lambda raw: _steps(raw)[1].update(step=3)),
    ("quote-not-found", lambda raw: _quote(raw, "每月在村工作时间不得少于21天")),
    ("quote-length", lambda raw: _quote(raw, "每月")),
    ("quote-length", lambda raw: _quote(raw, "严格请销假制度。“第一书记”每月在村工作时间")),
    ("unknown-article", lambda raw: _min_days(raw)["cite"].update(article="第六十条")),
    ("no-fingerprint", lambda raw: _min_days(raw)["cite"].update(regulation="s9")),
]


def _dated(raw: Any, day: str) -> Any:
    return {**_values(raw, "log.per_week")[0], "from": day}


def _quote(raw: Any, quote: str) -> None:
    _min_days(raw)["cite"]["quote"] = quote


@pytest.mark.parametrize(("code", "damage"), DAMAGES, ids=range(len(DAMAGES)))
def test_damage_is_found(s0: Any, code: str, damage: Damage) -> None:
    assert check_pack(s0, PATH) == []
    damage(s0)
    faults = check_pack(s0, PATH)
    assert code in _codes(faults), faults
    for fault in faults:
        assert fault.pointer.startswith("/")
        assert fault.message.endswith("。")


def test_a_typo_says_where_and_what(s0: Any) -> None:
    at = _index(s0, "parameters", "attendance.min_days")
    _quote(s0, "每月在村工作时间不得小于20天")
    assert check_pack(s0, PATH) == [
        PackFault(
            f"/parameters/{at}/values/0/cite/quote",
            "quote-not-found",
            "第十六条里没有“每月在村工作时间不得小于20天”这句话："
            "请逐字核对原文；原文修订过的，先单独合并新的原文指纹，再改制度包。",
        )
    ]


def test_a_quote_at_another_article_is_sent_home(s0: Any) -> None:
    _min_days(s0)["cite"]["article"] = "第十七条"
    [fault] = check_pack(s0, PATH)
    assert fault.code == "quote-not-found"
    assert fault.message == "第十七条里没有“每月在村工作时间不得少于20天”这句话：它在第十六条。"


def test_one_fault_hides_no_other(s0: Any) -> None:
    _quote(s0, "不是原文的话")
    _entries(s0)[1]["min"] = 4
    _steps(s0)[1].pop("cite")
    assert _codes(check_pack(s0, PATH)) == ["quote-not-found", "table-gap", "unsourced"]


def test_a_gap_names_the_days_that_nobody_covers(s0: Any) -> None:
    _entries(s0)[1]["min"] = 5
    [fault] = check_pack(s0, PATH)
    assert fault.pointer == "/tables/0/editions/0/entries/1"
    assert fault.message == "与上一档之间有空档：3 至 4 天无人管。"


def test_weights_are_judged_on_every_date(s0: Any) -> None:
    later = {"from": "2027-01-01", "value": 0.4, "decision": "A6"}
    _values(s0, "scores.weights.daily").append(later)
    [fault] = check_pack(s0, PATH)
    assert fault.message == "2027-01-01 起各项权重之和是 1.2，应当是 1。"
