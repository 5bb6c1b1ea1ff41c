"""What a schema keeps internal is in no log: not names, not leave, not cases, not a wrong value."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from disclosed import CANARIES, Disturbed, disturbed, internal_texts, records_below, scalars
from mini.judge import REPOSITORY, judged, play
from mini.tree import AS_OF, REGIMES, plant
from scenario_files import Example, Setting, rule_examples
from zhucun.check.catalogue import RULES
from zhucun.check.report import FORMATS, as_text
from zhucun.check.run import Report
from zhucun.facts.acts import STREAMS, acts_of
from zhucun.facts.discretion import is_private
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.law.rows import rows
from zhucun.read.layout import place_of
from zhucun.read.strict import parse
from zhucun.read.tree import Record
from zhucun.schema.openness import is_public
from zhucun.schema.sift import mismatches_of
from zhucun.schema.store import validator

FAILING = [e for e in rule_examples() if not e.passes]
LOGS = ("github", "markdown", "text")
V004 = "records/shili/shilixian/fanlijie/village-cadres/990101-v004.yml"


@cache
def known() -> str:
    """What the catalogue, the law and the schemas say anyway is no secret."""
    told = [r.title + r.why + r.mend for r in RULES.values()]
    told += [r.quote for r in rows().values()]
    for folder in ("schemas", "records/regulations"):
        told += [p.read_text(encoding="utf-8") for p in (REPOSITORY / folder).glob("*.*")]
    return "".join(told)


def secrets_of(root: Path) -> set[str]:
    """What the tree holds and no log may tell."""
    return {w for w in internal_texts(root) if not is_known(w) and not is_a_border(w)}


@cache
def is_known(text: str) -> bool:
    """Whether a text stands in what anybody may read."""
    return text in known()


def is_a_border(text: str) -> bool:
    """Whether it is the first or last day of a week or a month, which any period may tell."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.day == 1 or (day + timedelta(1)).day == 1 or day.weekday() in (0, 6)


def told_in(log: str, secrets: set[str]) -> set[str]:
    """The secrets that a log tells; those of letters and figures as whole words."""
    return {w for w in secrets if w in log and (not w.isascii() or _is_a_word(w, log))}


def _is_a_word(text: str, log: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", log, re.ASCII) is not None


def sentences(report: Report) -> str:
    """What a log tells of each finding, beside where it is."""
    return "\n".join(f.discreet for f in report.findings)


def reported(root: Path, changes: list[dict[str, object]]) -> Report:
    setting = Setting("", "", REGIMES[0], AS_OF, changes, {})
    return judged(play(root, setting), setting)


@pytest.mark.parametrize("example", FAILING, ids=str)
def test_logs_hold_nothing_internal(example: Example, tmp_path: Path) -> None:
    report = judged(play(tmp_path, example.setting), example.setting)
    secrets = secrets_of(tmp_path)
    assert "示例甲" in secrets
    assert not told_in(sentences(report), secrets)


KINDS = sorted({p.stem for p in (REPOSITORY / "schemas").glob("*.json")} - {"common"})
RECORDS = {*KINDS} - {"regulation", "calendar"}
# What only village cadres' regulations have records of, and what is otherwise under them.
UNDER = {
    "s2": ["competence", "meetings"],
    "s3": ["debriefs", "village_scores", "circulars"],
}
for _kinds in UNDER.values():
    _kinds += ["village_cadre", "targets", "appraisals", "pay", "reserves", "region"]
OF_VILLAGERS = {kind for kinds in UNDER.values() for kind in kinds} - {
    "region",
    "meetings",
    "circulars",
}
# Kinds that the miniature has no record of under some regimes.
UNTOLD = {
    ("s0", "visits"),
    ("s1", "visits"),
    ("s0", "corrections"),
    *((r, "term_assessment") for r in REGIMES),
}
#: Every kind under every regime that makes a difference to what its record may be.
TOLD = sorted(
    {(r, k) for k in RECORDS - OF_VILLAGERS for r in REGIMES if r not in UNDER} - UNTOLD
    | {(r, k) for r, kinds in UNDER.items() for k in kinds}
)


@pytest.fixture(scope="module")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Disturbed]:
    """The miniature's records with canaries for all that is internal, by regime and kind."""
    folder = tmp_path_factory.mktemp("canaries")
    return {(r, each.kind): each for r in REGIMES for each in disturbed(folder / r, r)}


def test_every_kind_is_disturbed(canaries: dict[tuple[str, str], Disturbed]) -> None:
    assert {*canaries} >= {*TOLD}
    assert {kind for _, kind in TOLD} == RECORDS - {"term_assessment"}


@pytest.mark.parametrize(("regime", "kind"), TOLD)
def test_no_log_quotes_an_internal_value(
    regime: str, kind: str, canaries: dict[tuple[str, str], Disturbed], tmp_path: Path
) -> None:
    record = canaries[regime, kind]
    setting = Setting("", "", regime, AS_OF, [], {})
    play(tmp_path, setting)
    record.write(tmp_path)
    report = judged(tmp_path, setting)
    for form in LOGS:
        # the file's own path may hold the id
        told = FORMATS[form](report).replace(record.path, "")
        assert not told_in(told, {*CANARIES}), form


@pytest.mark.parametrize("regime", REGIMES)
def test_no_log_quotes_what_a_schema_refuses(regime: str, tmp_path: Path) -> None:
    plant(tmp_path, REPOSITORY, regime)
    for record in records_below(tmp_path):
        kind = record.place.kind
        check = validator(kind)
        for pointer in places_of(record):
            for value in ("肺癌住院", "zhangsan"):
                public = not isinstance(at(record.data, pointer), dict) and is_public(kind, pointer)
                wrong = replaced(record, pointer, value)
                messages = [m.discreet for m in mismatches_of(wrong, check)]
                assert public or not any(value in m for m in messages), (record.path, pointer)


def places_of(record: Record) -> list[str]:
    """The maps of a record, where a key is added, and its values, which are replaced."""
    found = {pointer for pointer, _ in scalars(record.data)}
    for pointer in list(found):
        while pointer := pointer.rpartition("/")[0]:
            if isinstance(at(record.data, pointer), dict):
                found.add(pointer)
    return sorted(found)


def at(data: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        data = data[int(token)] if isinstance(data, list) else data[token]
    return data


def replaced(record: Record, pointer: str, value: str) -> Record:
    """A record with a value for another, or, where a map stands, with one more key in it."""

    def copy(node: Any, tokens: list[str]) -> Any:
        if not tokens:
            return {**node, value: value} if isinstance(node, dict) else value
        if isinstance(node, list):
            index = int(tokens[0])
            return [copy(n, tokens[1:]) if i == index else n for i, n in enumerate(node)]
        return {k: copy(n, tokens[1:]) if k == tokens[0] else n for k, n in node.items()}

    return Record(record.path, record.place, copy(record.data, pointer.split("/")[1:]))


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("肺癌住院: 1\n肺癌住院: 2", "肺癌"),
        ("amount: 01500", "01500"),
        ("phone: 9007199254740993007", "900"),
        ("note: yes", "yes"),
        ("from: 20:15:01", "20:15"),
        ("note: 0x4e02", "4e02"),
        ("name: .inf", "inf"),
    ],
)
def test_what_the_reader_refuses_is_not_repeated(line: str, secret: str) -> None:
    fault = parse(f"{line}\n".encode()).fault
    assert fault is not None
    assert (secret in fault.message, secret in fault.discreet) == (True, False)


GROUNDS = ("作风不实、履职不到位", "任务完成差、作风不好", "以权谋私、违法违纪")


def test_a_log_is_the_same_whatever_a_disposition_was_for(tmp_path: Path) -> None:
    """It names the file, and with it somebody's number: not what he was found to have done."""
    told = set()
    for number, ground in enumerate(GROUNDS):
        wrong = "批评教育" if number else "严肃处理"
        old = "ground: 作风不实、履职不到位, kind: 批评教育"
        edit = {"文件": V004, "把": old, "换成": f"ground: {ground}, kind: {wrong}"}
        setting = Setting("", "", "s3", AS_OF, [edit], {})
        report = judged(play(tmp_path / str(number), setting), setting)
        assert any(
            f.path == V004 and f.rule == "word_is_in_the_vocabulary" for f in report.findings
        )
        logs = [FORMATS[form](report) for form in LOGS]
        told.add(re.sub(r"(:\d+|col=\d+)", "", "\n".join(logs)))
    assert len(told) == 1


@pytest.mark.parametrize(
    "rule",
    ["village_has_one_secretary", "village_is_of_the_township", "village_posts_are_in_order"],
)
def test_no_log_says_whose_a_village_cadres_number_is(rule: str, tmp_path: Path) -> None:
    """Not by his village nor by his first day in the post: the site has both beside his name."""
    for number, example in enumerate(e for e in FAILING if e.rule == rule):
        folder = tmp_path / str(number)
        report = judged(play(folder, example.setting), example.setting)
        found = [f for f in report.findings if f.rule == rule]
        assert found
        assert all(f.discreet.startswith("不符合“") for f in found)


@pytest.mark.parametrize("regime", REGIMES)
def test_a_stream_is_as_public_as_its_acts(regime: str, tmp_path: Path) -> None:
    """A cadence tells of acts by their absence, so its stream must say whether they are public."""
    plant(tmp_path, REPOSITORY, regime)
    commons = load_commons(tmp_path)
    county = load_county(tmp_path, commons, load_city(tmp_path, "shili"), "shilixian", AS_OF).facts
    for name, stream in STREAMS.items():
        for act in acts_of(county, name):
            place = place_of(act.path)
            assert place is not None
            hidden = not is_public(place.kind, act.pointer)
            assert not (stream.is_public and hidden), (name, act.pointer)


def test_cadences_about_assessments_are_private() -> None:
    law = load_commons(REPOSITORY).law
    private = {
        f"{pack.id}/{norm.key}" for pack in law for norm in pack.norms.cadences if is_private(norm)
    }
    assert private >= {
        *("s0/half_year.review", "s0/year_end.assessment", "s0/term_end.assessed"),
        *("s0/review.quarterly_comment", "s0/log.evaluation", "s0/health_check.yearly"),
        *("s1/assessment.spot_checked", "s1/assessment.benchmarked", "s1/subsidy.quarterly"),
        *("s4/assessment.routine", "s4/assessment.annual", "s4/term_end.assessed"),
    }
    assert not private & {"s0/meeting.county", "s0/fund.work", "s1/plan.annual", "s4/fund.work"}


def test_a_person_at_a_terminal_gets_the_whole_sentence(tmp_path: Path) -> None:
    leave = "records/shili/shilixian/shilizhen/leave/2026-09.yml"
    change: dict[str, object] = {
        "文件": leave,
        "把": "approval: {by: county-od, date: 2026-09-10}",
        "换成": "approval: {by: zhen-secretary, date: 2026-09-10}",
    }
    report = reported(tmp_path, [change])
    full, log = as_text.render(report, full=True), as_text.render(report)
    assert "2026-09-14 至 2026-09-17" in full
    assert "2026-09-14 至 2026-09-17" not in log
    assert "--full" in log
    assert f"{leave}:" in log


@pytest.mark.parametrize(
    ("path", "old", "new", "secret"),
    [
        ("cadres/990101-002.yml", 'phone: "10000000002"', "phone: 100000000021234", "00000000021"),
        ("cadres/990101-002.yml", 'phone: "10000000002"', 'phone: "100000021234"', "00000021234"),
        ("cadres/990101-002.yml", "gender: 男", "id_number: 110101199003070011", "19900307"),
        ("cadres/990101-002.yml", "gender: 男", "gender: 男\n心脏病史: true", "心脏病"),
        ("shilizhen/leave/2026-09.yml", "reason_kind: 事假", "reason_kind: 手术", "手术"),
        ("inspections/2026-09.yml", "note: 村部无人", "note: 村部无人, 在医院: x", "医院"),
        ("cadres/990101-002.yml", "gender: 男", "gender: 男\n肺癌住院: 1\n肺癌住院: 2", "肺癌"),
        ("cadres/990101-002.yml", "gender: 男", "gender: 男\ngendar: x\n王某某: 1", "王某某"),
        ("shilizhen/attendance/2026-09.yml", "  990101-002:", "  王某某:", "王某某"),
    ],
)
def test_a_wrong_value_is_not_repeated(
    path: str, old: str, new: str, secret: str, tmp_path: Path
) -> None:
    changes: list[dict[str, object]] = [
        {"文件": f"records/shili/shilixian/{path}", "把": old, "换成": new}
    ]
    report = reported(tmp_path, changes)
    assert report.blocks
    for form in LOGS:
        assert secret not in FORMATS[form](report)
