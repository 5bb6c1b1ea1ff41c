"""Attacks through YAML that other readers read differently, or that hides what it says."""

from __future__ import annotations

from typing import Final

from gate.cases import attack
from gate.forge import TOWN, Forge

GROUP: Final = "别处读法不同的 YAML"
NOVEMBER: Final = f"{TOWN}/leave/2026-11.yml"
READABLE: Final = "file_is_readable"
LEAVE: Final = (
    "month: 2026-11\n"
    "leaves:\n"
    "  - cadre: 990101-001\n"
    "    from: 2026-11-09\n"
    "    to: 2026-11-10\n"
    "    reason_kind: 事假\n"
    "    approval: {by: zhen-secretary, date: 2026-11-04}\n"
)


def spoilt(old: str, new: str) -> str:
    """The leave with one place written otherwise."""
    assert LEAVE.count(old) == 1
    return LEAVE.replace(old, new)


#: What is attempted (a name, a title), and the file that attempts it.
WRITTEN: Final[dict[tuple[str, str], str | bytes]] = {
    ("anchor", "锚点和引用"): spoilt("    reason_kind: 事假\n", "    reason_kind: &k 事假\n")
    + "  - {cadre: 990101-002, from: 2026-11-09, to: 2026-11-10, reason_kind: *k}\n",
    ("merge_key", "合并键"): spoilt("    reason_kind: 事假\n", "    <<: {reason_kind: 事假}\n"),
    ("tag", "类型标签"): spoilt("reason_kind: 事假", "reason_kind: !!python/name:os.system 事假"),
    ("duplicate_key", "重复的键，别处取前一个"): spoilt(
        "    to: 2026-11-10\n", "    to: 2026-11-10\n    to: 2026-11-30\n"
    ),
    ("yes_value", "写成 yes 的值"): spoilt("reason_kind: 事假", "reason_kind: 事假\n    note: yes"),
    ("no_key", "写成 no 的键"): spoilt("    to: 2026-11-10", "    no: 1\n    to: 2026-11-10"),
    ("on_key", "写成 on 的键"): spoilt(
        "    to: 2026-11-10", "    on: 2026-11-10\n    to: 2026-11-10"
    ),
    ("leading_zero", "以零开头的数"): spoilt(
        "reason_kind: 事假", "reason_kind: 事假\n    note: 0777"
    ),
    ("sexagesimal", "六十进制的数"): spoilt(
        "reason_kind: 事假", "reason_kind: 事假\n    note: 1:30:00"
    ),
    ("hexadecimal", "十六进制的数"): spoilt(
        "reason_kind: 事假", "reason_kind: 事假\n    note: 0x1F"
    ),
    ("tab", "制表符缩进"): spoilt("    to: 2026-11-10\n", "\tto: 2026-11-10\n"),
    ("byte_order_mark", "文件开头的 BOM"): "\ufeff" + LEAVE,
    ("crlf", "Windows 的行尾"): LEAVE.replace("\n", "\r\n"),
    ("bare_cr", "只有回车的行尾"): spoilt("事假\n", "事假\r    note: 藏着的一行\n"),
    ("next_line", "有的软件当作换行的 NEL"): spoilt("事假\n", "事假\u0085    note: 藏着的一行\n"),
    ("line_separator", "有的软件当作换行的 U+2028"): spoilt(
        "事假\n", "事假\u2028    note: 藏着的一行\n"
    ),
    ("bidi", "改变文字方向的字符"): spoilt("事假\n", "事假 # \u202e01-11-6202\n"),
    ("zero_width", "零宽字符"): spoilt("事假\n", "事\u200b假\n"),
    ("escape_in_quotes", "引号里的转义藏着控制字符"): spoilt(
        "reason_kind: 事假", 'reason_kind: 事假\n    note: "\\e[2K好"'
    ),
    ("two_documents", "两份内容写在一个文件里"): f"{LEAVE}---\n{LEAVE}",
    ("directive", "YAML 指令"): f"%YAML 1.1\n---\n{LEAVE}",
    ("too_deep", "套了一万层"): "month: " + "[" * 10_000 + "]" * 10_000 + "\n",
    ("gbk", "GBK 编码"): LEAVE.encode("gbk"),
    ("utf_16", "UTF-16 编码"): LEAVE.encode("utf-16"),
}


def _register(name: str, title: str, text: str | bytes) -> None:
    def write_it(repo: Forge) -> None:
        repo.write(NOVEMBER, text)
        repo.commit("请假")

    write_it.__name__ = f"yaml_{name}"
    attack(title, refused_by=READABLE, path=NOVEMBER)(write_it)


for (_name, _title), _text in WRITTEN.items():
    _register(_name, _title, _text)


@attack("让封存的考勤读不懂，掩盖改动", refused_by=READABLE)
def make_a_sealed_sheet_unreadable(repo: Forge) -> None:
    path = f"{TOWN}/attendance/2026-09.yml"
    repo.edit(path, "month: 2026-09", "month: &m 2026-09")
    repo.commit("读不懂")
