"""How each figure is made in a county, in plain words from the values that are in force there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import PRORATED, WORKDAYS, texts_of, value_of
from zhucun.facts.sheets import IN_VILLAGE
from zhucun.law.pack import Pack
from zhucun.law.value import Value
from zhucun.publish.model import Method
from zhucun.publish.projection.tables import grounds_of


def methods_of(county: CountyFacts) -> tuple[Method, ...]:
    """The methods of the figures that pages head with; none where no regulation is adopted.

    What tables of a board rest on stands with the tables themselves.
    """
    pack = county.pack(county.as_of)
    if pack is None:
        return ()
    law = _InForce(pack, county.as_of)
    return tuple(
        Method(
            slug,
            title,
            tuple(words(law)),
            tuple(g for key in keys for g in grounds_of(pack, key, county.as_of)),
        )
        for slug, title, words, keys in _METHODS
    )


@dataclass(frozen=True, slots=True)
class _InForce:
    """The values of a pack on one day."""

    pack: Pack
    day: str

    def value(self, key: str) -> Value | None:
        """The value under a key, None where the pack has no such entry."""
        return value_of(self.pack, key, self.day)

    def shown(self, key: str) -> str:
        """The value in words, "" where there is none or it is 待定."""
        value = self.value(key)
        return "" if value is None or value.undetermined else value.shown

    def says(self, key: str, what: object) -> bool:
        """Whether the value is this one."""
        value = self.value(key)
        return value is not None and value.value == what


def _attendance(law: _InForce) -> Iterator[str]:
    counted = "、".join(texts_of(law.value("attendance.counted_statuses"))) or IN_VILLAGE
    basis = "只数工作日" if law.says("attendance.day_basis", WORKDAYS) else "工作日和休息日都数"
    yield f"把一个月里登记为{counted}的日子一天一天数起来，{basis}。"
    required = texts_of(law.value("whereabouts.required_statuses"))
    if law.says("whereabouts.daily", True) and IN_VILLAGE in required:
        then = law.shown("whereabouts.missing_is")
        yield "登记在村、却没有公示去向的那一天，不计入" + (f"，算{then}。" if then else "。")
    need, community = (law.shown(f"attendance.min_days{end}") for end in ("", "_community"))
    if need:
        own = f"（驻社区的 {community}）" if community and community != need else ""
        yield f"数出来的天数，够 {need}{own}的是达标。"
    else:
        yield "一个月要在村多少天，制度没有写，是待定：只列天数，不说达标没有。"
    yield "不够的，有经批准的请假、或者已经立案，并且能说明差的天数的，是有说明；别的是待说明。"
    if law.says("attendance.partial_month", PRORATED):
        yield "当月只任职一部分日子的，要求按任职的天数折算，不足一天按一天。"
    else:
        yield "当月没有任职满整月的，只列天数，不判断，是不计。"
    yield "还没有登记的，既不算达标，也不算没有达标。"


def _whereabouts(law: _InForce) -> Iterator[str]:
    yield "乡镇每周登记一张去向表，网上只写每个人哪天在村、哪天因公外出。"
    yield "其他日子都写 —：休息、请假和没有登记，网上不分。"
    yield "“今天”指数据截至的那一天；那一周还没有登记的，写明最近登记的是哪一周。"
    if not law.says("whereabouts.daily", True):
        yield "制度没有要求每天公示去向，登记了的才显示。"


def _logs(law: _InForce) -> Iterator[str]:
    per_week = law.shown("log.per_week")
    if per_week:
        yield f"一周从周一到周日，每周上传 {per_week}；一周七天都在任职的才算应传。"
        yield "应传而没有传，已经写明原因的，算有说明。"
    else:
        yield "多久上传一次日志，制度没有写，是待定：不算应传几周。"


def _projects(law: _InForce) -> Iterator[str]:
    yield "每件承诺都写着期限。在期限当天或以前完成，是按期完成；以后完成，是逾期完成。"
    yield "过了期限还没有完成，是已逾期；期限没到，是进行中。完成比例是最近一次登记的数。"
    need = law.shown("project.min_per_year")
    yield f"每人每年至少 {need}。" if need else "每人每年至少几件，制度没有写，是待定。"
    yield "决定公示以后才列出来，其余只计件数。"


def _assessment(law: _InForce) -> Iterator[str]:
    parts = (("日常", "daily"), ("半年", "half_year"), ("年终", "year_end"))
    weights = [(name, law.shown(f"scores.weights.{key}")) for name, key in parts]
    if all(weight for _, weight in weights):
        total = " + ".join(f"{name}得分 × {weight}" for name, weight in weights)
        yield f"总分 = {total}。"
    else:
        yield "日常、半年、年终各占多少，制度没有写全，是待定：不算总分。"
    yield "网上只有做到哪一步的人数，没有个人的分数、票数和等次。"


def _cases(law: _InForce) -> Iterator[str]:
    kinds = law.shown("negative_list.kinds")
    if kinds:
        yield f"列入的事项：{kinds}。"
    yield "立了案、没有撤销的都计数：已经办结的是已结，其余是未结。"
    yield "没有公开姓名的，立案、处理、办结都到下个月才计数，免得从日子看出是谁。"
    yield "决定公开的才列出内容；决定公开姓名的才有姓名、地点和日期。"


_METHODS: tuple[tuple[str, str, Callable[[_InForce], Iterator[str]], tuple[str, ...]], ...] = (
    (
        "attendance",
        "每月在村多少天",
        _attendance,
        (
            "attendance.min_days",
            "attendance.min_days_community",
            "attendance.day_basis",
            "attendance.counted_statuses",
            "attendance.partial_month",
            "attendance.shortfall_explained_by",
            "attendance.seal_days",
        ),
    ),
    (
        "whereabouts",
        "今天在不在村",
        _whereabouts,
        ("whereabouts.daily", "whereabouts.required_statuses", "whereabouts.missing_is"),
    ),
    (
        "logs",
        "工作日志",
        _logs,
        ("log.per_week", "log.partial_week", "log.missing_week_explained", "log.late_days"),
    ),
    (
        "projects",
        "承诺与项目",
        _projects,
        ("project.min_per_year", "project.posted_per_year"),
    ),
    (
        "assessment",
        "考核",
        _assessment,
        ("scores.weights.daily", "scores.weights.half_year", "scores.weights.year_end"),
    ),
    ("cases", "负面清单", _cases, ("negative_list.kinds", "negative_list.points")),
)
