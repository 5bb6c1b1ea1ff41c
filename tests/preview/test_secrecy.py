"""What a preview never tells: sensitive values to nobody, internal ones to the public."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosed import CANARIES, records_below, scalars
from preview.overlaid import AS_OF, COUNTY, TOWN, Overlaid, replaced, told, written
from zhucun.assess.catalogue import TABLES
from zhucun.check.finding import Found
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.preview.effects import preview_of
from zhucun.preview.render import markdown
from zhucun.preview.rows import RowChange
from zhucun.preview.secrecy import hides_finding, hides_obligation, is_prose, is_sensitive
from zhucun.preview.subjects import Subjects
from zhucun.read.files import Disk
from zhucun.read.tree import Record
from zhucun.schema.openness import is_public
from zhucun.schema.store import validator


def _with(record: Record, pointer: str, value: object) -> bytes:
    data: Any = json.loads(json.dumps(record.data))
    *way, last = pointer.split("/")[1:]
    thing = data
    for part in way:
        thing = thing[int(part)] if isinstance(thing, list) else thing[part]
    thing[int(last) if isinstance(thing, list) else last] = value
    assert validator(record.place.kind).is_valid(data)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()


def _disturbed(root: Path) -> Iterator[tuple[Record, str, str]]:
    """Every sensitive or free text of the records, with a canary that its schema allows."""
    for record in records_below(root):
        kind = record.place.kind
        for pointer, value in scalars(record.data):
            hidden = is_sensitive(kind, pointer) or is_prose(kind, pointer)
            if not isinstance(value, str) or not hidden or record.path.endswith(".md"):
                continue
            for canary in CANARIES:
                try:
                    _with(record, pointer, canary)
                except AssertionError:
                    continue
                yield record, pointer, canary
                break


@pytest.mark.parametrize(("regime", "public"), [("s0", False), ("s4", False), ("s4", True)])
def test_no_sensitive_value_is_told(regime: str, public: bool, planted: dict[str, Path]) -> None:
    disk = Disk(planted[regime])
    seen: set[tuple[str, str]] = set()
    for record, pointer, canary in _disturbed(planted[regime]):
        place = (record.place.kind, "/".join(p for p in pointer.split("/") if not p.isdigit()))
        if not is_sensitive(record.place.kind, pointer) or place in seen:
            continue
        seen.add(place)
        files = Overlaid(disk, {record.path: _with(record, pointer, canary)})
        text = markdown(preview_of(disk, files, [record.path], AS_OF, public=public))
        assert "没有计入" not in text, place
        assert canary not in text, place
        value = str(next(v for p, v in scalars(record.data) if p == pointer))
        assert value not in text, place
    assert seen


def test_sensitive_and_free_text_together_are_not_told(mini: Path) -> None:
    """All canaries at once, so that none hides behind another's silence."""
    disk = Disk(mini)
    found: dict[str, tuple[Record, Any]] = {}
    told_apart = []
    for record, pointer, canary in _disturbed(mini):
        data = found.setdefault(record.path, (record, json.loads(json.dumps(record.data))))[1]
        if is_public(record.place.kind, pointer) or not is_sensitive(record.place.kind, pointer):
            continue
        *way, last = pointer.split("/")[1:]
        thing = data
        for part in way:
            thing = thing[int(part)] if isinstance(thing, list) else thing[part]
        thing[int(last) if isinstance(thing, list) else last] = canary
        told_apart.append(canary)
    files = Overlaid(
        disk,
        {
            path: yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
            for path, (_, data) in found.items()
        },
    )
    text = markdown(preview_of(disk, files, files.files, AS_OF))
    assert told_apart
    assert [canary for canary in set(told_apart) if canary in text] == []


def test_a_leaves_reason_is_not_told(mini: Path) -> None:
    text = told(
        mini,
        replaced(f"{TOWN}/leave/2026-10.yml", "reason_kind: 护理假", "reason_kind: 病假"),
        replaced(f"{TOWN}/leave/2026-10.yml", "note: 家人住院", "note: 手术"),
    )
    assert "990101-003" in text
    assert "请假（2026-10-12）的事由有变化，内容不在这里写" in text
    for word in ("护理假", "病假", "手术", "住院"):
        assert word not in text


def test_a_new_leaves_reason_is_not_told(mini: Path) -> None:
    leave = (
        "  - cadre: 990101-002\n    from: 2026-10-29\n    to: 2026-10-30\n    reason_kind: 事假\n"
        "    note: 家里有事\n    approval: {by: zhen-secretary, date: 2026-10-27}\n"
    )
    known = "    returned: 2026-10-22\n"
    text = told(mini, replaced(f"{TOWN}/leave/2026-10.yml", known, known + leave))
    assert "新增请假（2026-10-29）：结束日期 2026-10-30" in text
    assert "事假" not in text
    assert "家里" not in text


def test_a_health_check_is_not_told(mini: Path) -> None:
    path = f"{COUNTY}/cadres/990101-001.yml"
    text = told(mini, replaced(path, "health_checks:\n  - {date: 2026-04-11}\n", ""))
    assert "990101-001" in text
    assert "2026-04-11" not in text
    assert "已体检" not in text
    assert "每年体检" not in text


def test_what_asks_for_health_is_hidden_whoever_owes_it(mini: Path) -> None:
    law = load_commons(mini).law
    assert hides_obligation(law, "s0/health_check.yearly")
    assert not hides_obligation(law, "s0/meeting.county")
    assert not hides_obligation(law, "leave.return")
    path = f"{COUNTY}/cadres/990101-001.yml"
    assert hides_finding(
        law, Found(path, "/postings/0", "没有体检。", entry="s0/eligibility.health")
    )
    assert hides_finding(law, Found(path, "/health_checks/0/date", "早于到任。"))
    assert not hides_finding(law, Found(path, "/postings/0", "没有写统筹机关。"))
    own = "records/shili/fanliqu/hewanjiedao/village-cadres/990103-v051.yml"
    for entry in ("s3/health_check.in_time", "s2/young.age"):
        assert hides_finding(law, Found(own, "/posts/0", "年数。", entry=entry))
    assert not hides_finding(
        law, Found(own, "/posts/0", "产生方式。", entry="s3/selection.method_recorded")
    )


def test_the_public_reads_no_row_that_the_site_leaves_out(mini: Path) -> None:
    commons = load_commons(mini)
    county = load_county(mini, commons, load_city(mini, "shili"), "shilixian", AS_OF).facts
    subjects = Subjects((county,), public=True)
    weak, notices = TABLES["weak_village_years"], TABLES["notices"]

    def of_cadre(cadre: str) -> RowChange:
        row = {column.key: None for column in weak.columns} | {"cadre": cadre}
        return RowChange(weak, 2026, None, row)

    def of_notice(shown: bool, *cadres: str) -> RowChange:
        row = {column.key: None for column in notices.columns}
        return RowChange(notices, 2026, None, row | {"shown": shown, "cadres": cadres})

    assert subjects.may_be_told(of_cadre("990101-001"))
    assert not subjects.may_be_told(of_cadre("990101-777"))
    assert subjects.may_be_told(of_notice(True, "990101-001"))
    assert not subjects.may_be_told(of_notice(False, "990101-001"))
    assert not subjects.may_be_told(of_notice(True, "990101-001", "990101-777"))


PRIVATE = (
    replaced(f"{TOWN}/attendance/2026-10.yml", "在村: 8-31", "在村: 8-30"),
    replaced(f"{COUNTY}/payments/2026-Q4.yml", "yuan: 1155", "yuan: 1100"),
    replaced(f"{TOWN}/leave/2026-10.yml", "to: 2026-10-21", "to: 2026-10-20"),
    replaced(f"{COUNTY}/cases/990101-c001.yml", "kind: 批评教育", "kind: 约谈"),
    written(
        f"{COUNTY}/cases/990101-c002.yml",
        "id: 990101-c002\ncadre: 990101-002\nkind: 无故不在岗\nfound_on: 2026-10-18\n"
        "opened: {by: county-od, date: 2026-10-19}\n",
    ),
)


def test_the_public_reads_of_no_private_obligation(mini: Path) -> None:
    gone = replaced(f"{TOWN}/leave/2026-10.yml", "    returned: 2026-10-22\n", "")
    assert "**应办** 销假" in told(mini, gone)
    text = told(mini, gone, public=True)
    assert "销假" not in text
    assert "没有可以公开的变化" in text


@pytest.mark.parametrize("change", PRIVATE, ids=lambda change: str(change["文件"])[-22:])
def test_the_public_reads_nothing_internal(change: dict[str, Any], mini: Path) -> None:
    text = told(mini, change, public=True)
    for word in ("示例甲", "示例乙", "示例丙", "1100", "1155", "批评教育", "约谈", "元（", "10-21"):
        assert word not in text, text
    assert "不公开的不在这里写" in text


def test_the_public_reads_what_is_public(mini: Path) -> None:
    change = replaced(f"{TOWN}/region.yml", '"2026": 61000', '"2026": 91000')
    assert "61000 元 → 91000 元" in told(mini, change, public=True)


def test_the_public_reads_no_sum_that_one_payment_changes(mini: Path) -> None:
    """A county's sum is public, what one change adds to it is what one person is paid."""
    short = replaced(f"{TOWN}/attendance/2026-09.yml", "在村: 1-9, 14-18,", "在村: 1-8, 14-18,")
    assert "应发合计" in told(mini, short)
    text = told(mini, short, public=True)
    assert "−55" not in text
    assert " 元" not in text
