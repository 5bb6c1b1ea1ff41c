"""What differs between what a page told and what it tells, in words."""

from __future__ import annotations

from typing import Final

from zhucun.publish import model
from zhucun.publish.page import cn_date

_DAYS: Final = (
    ("in_village", "在村"),
    ("business", "因公外出"),
    ("other", "其他"),
    ("off_post", "缺岗"),
)
OF_POSTING: Final = (
    ("role", "职务"),
    ("place", "任职的地方"),
    ("since", "起始日期"),
    ("until", "结束日期"),
    ("issuer", "任命单位"),
    ("appointed_on", "任命日期"),
)
OF_PROJECT: Final = (
    ("title", "名称"),
    ("cadre", "牵头的干部"),
    ("village", "村"),
    ("year", "年度"),
    ("goal", "目标"),
    ("measures", "措施"),
    ("due", "期限"),
    ("responsible", "责任"),
    ("funding", "资金"),
    ("posted_on", "在村公示的日期"),
    ("progress", "进展"),
    ("completed_on", "完成日期"),
)
OF_CASE: Final = (
    ("kind", "事项"),
    ("found_on", "发现时间"),
    ("dispositions", "处理"),
    ("closed_on", "办结时间"),
    ("outcome", "结果"),
    ("published_on", "公开时间"),
    ("notice_until", "公示结束的时间"),
    ("statement", "公示文字"),
)
OF_BULLETIN: Final = (("title", "标题"), ("body", "正文"))
OF_ARTICLE: Final = (
    ("title", "标题"),
    ("month", "月份"),
    ("summary", "摘要"),
    ("deed", "事迹"),
    ("method", "做法"),
    ("experience", "经验"),
    ("approval", "刊发日期"),
)
SEAL: Final = ("sealed_on", "盖章日期")
_DATED: Final = ("due", "completed_on", "posted_on", "since", "until", "appointed_on", "sealed_on")


def days_text(before: model.Month, after: model.Month) -> list[str]:
    """The days of a month that differ, but not when it was stamped."""
    if before.registered != after.registered:
        return ["补上了登记" if after.registered else "去掉了登记"]
    said = [
        f"{title}由 {old} 天改为 {new} 天"
        for key, title in _DAYS
        if (old := getattr(before, key)) != (new := getattr(after, key))
    ]
    return said or (["更正了各周在村的天数"] if before.weeks != after.weeks else [])


def differences(keys: tuple[tuple[str, str], ...], before: object, after: object) -> list[str]:
    """What differs between two of a kind: of dates both are told, of all else the name."""
    said = []
    for key, title in keys:
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            told = key in _DATED and old and new
            dates = f"{title}由{cn_date(old)}改为{cn_date(new)}" if told else ""
            said.append(dates or f"更正了{title}")
    return said


def figures_text(before: model.Bulletin, after: model.Bulletin) -> list[str]:
    """The figures of a bulletin that differ."""
    old = {f.name: f.value for f in before.figures}
    return [
        f"{f.name}由 {old[f.name]} {f.unit}改为 {f.value} {f.unit}"
        for f in after.figures
        if f.name in old and old[f.name] != f.value
    ]
