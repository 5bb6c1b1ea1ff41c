"""Findings that come before any rule: files that can't be read, records that don't fit, the law."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.norm_names import name_faults
from zhucun.check.registry import Rule, declare
from zhucun.law.faults import check_pack
from zhucun.law.workdays import check_calendar
from zhucun.read.tree import Batch, Unread
from zhucun.schema.sift import Mismatch

FILE_IS_READABLE = declare(
    Rule(
        id="file_is_readable",
        title="文件写法正确，读得出来",
        why="写法有歧义的 YAML，换一个软件就读出另一个意思；读不出的文件等于没有记录。",
        mend="按提示改好这一处；其他文件照常检查。",
        severity="block",
        rows=(),
    )
)
RECORD_MATCHES_ITS_SCHEMA = declare(
    Rule(
        id="record_matches_its_schema",
        title="记录符合格式",
        why="格式统一，检查、考核和公开才不会各读各的。",
        mend="按提示改好；编辑器里会有同样的提示。",
        severity="block",
        rows=(),
    )
)
LAW_IS_SOUND = declare(
    Rule(
        id="law_is_sound",
        title="制度包和工作日历站得住",
        why="引文写错一个字，依据就不成立；表格有缺口，有的情形就没有人管。",
        mend="对照原文改正引文，或补上缺的一档。",
        severity="block",
        rows=("S0-98",),
    )
)


def unread_files(unread: tuple[Unread, ...]) -> Iterator[Found]:
    """One finding per file that could not be read, at its own line and column."""
    for item in unread:
        fault = item.fault
        yield Found(
            item.path,
            "",
            fault.message,
            discreet=fault.discreet or fault.message,
            line=fault.line,
            column=fault.column,
        )


def schema_mismatches(mismatches: tuple[Mismatch, ...]) -> Iterator[Found]:
    """One finding per place where a record does not match its schema."""
    for item in mismatches:
        yield Found(
            item.path, item.pointer, item.message, at_key=item.at_key, discreet=item.discreet
        )


def law_faults(valid: Batch) -> Iterator[Found]:
    """Faults of packs and calendars that no schema can see."""
    for record in valid.of("regulation"):
        for fault in (*check_pack(record.data, record.path), *name_faults(record.data)):
            yield Found(record.path, fault.pointer, fault.message)
    for record in valid.of("calendar"):
        for slip in check_calendar(record.data, record.path):
            yield Found(record.path, slip.pointer, slip.message)
