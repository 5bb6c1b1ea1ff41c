"""Who covers which village: by class, by village, and the teams that units send."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.terms import last_day
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.facts.teams import CLASSES, POOR, Team, class_of, teams_on
from zhucun.facts.unit_teams import UnitTeams, unit_teams_on

TEAM, SECRETARY = "驻村工作队", "第一书记"
FULL, NOT_FULL, NONE, UNDETERMINED = "全覆盖", "未全覆盖", "没有这类村", "待定"
ENOUGH, SHORT, UNPLANNED, INAPPLICABLE = "足数", "不足", "待安排", "不适用"


@table(
    "village_coverage",
    "选派覆盖",
    "贫困村有没有工作队，非贫困村和社区有没有第一书记。",
    board="posting",
    keys=("coverage.poor", "coverage.other"),
    columns=(
        Column("class", "类别", "贫困村、非贫困村、社区。", public=True),
        Column("required", "应有", "制度没有规定的为待定。", public=True),
        Column("villages", "村和社区", kind="count", public=True),
        Column("with_secretary", "有第一书记", kind="count", public=True),
        Column("with_team", "有工作队", "两人以上在村任职。", kind="count", public=True),
        Column("share", "覆盖率", kind="share", rows=("S4-07",), public=True),
        Column("state", "状态", kind="state", public=True),
    ),
)
def village_coverage(county: CountyFacts, year: int) -> Iterator[Row]:
    """One row for each class, in the order of the regulation."""
    day = last_day(county, year)
    teams = teams_on(county, day)
    for name in CLASSES:
        own = [team for team in teams.values() if class_of(team.village) == name]
        value = value_of(county.pack(day), f"coverage.{'poor' if name == POOR else 'other'}", day)
        required = None
        if value is not None and not value.undetermined:
            required = TEAM if name == POOR else SECRETARY
        with_team = _places(t for t in own if t.is_team)
        with_secretary = _places(t for t in own if t.first_secretaries)
        covered = with_team if required == TEAM else with_secretary
        known = required is not None and bool(own)
        yield {
            "class": name,
            "required": required,
            "villages": len(own),
            "with_secretary": Cell(len(with_secretary), with_secretary),
            "with_team": Cell(len(with_team), with_team),
            "share": Cell(len(covered) / len(own), covered) if known else None,
            "state": _coverage(required, len(own), len(covered)),
        }


def _places(teams: Iterator[Team]) -> tuple[str, ...]:
    return tuple(f"{team.village.path}#{team.village.pointer}" for team in teams)


def _coverage(required: str | None, villages: int, covered: int) -> str:
    if not villages:
        return NONE
    if required is None:
        return UNDETERMINED
    return FULL if covered == villages else NOT_FULL


@table(
    "village_teams",
    "村的工作队",
    "每个村和社区有谁在任：几名第一书记，几人来自派出单位，几人来自乡镇。",
    board="posting",
    keys=("team.min_members", "team.seats", "village.min_first_secretaries", "campaign.until"),
    columns=(
        Column("village", "村或社区", kind="village", public=True),
        Column("class", "类别"),
        Column("secretaries", "第一书记", kind="count", public=True),
        Column("members", "在任人数", kind="count", public=True),
        Column("from_units", "派出单位选派", kind="count", public=True),
        Column("from_township", "乡镇选派", kind="count", public=True),
        Column("missing", "缺的人员", "贫困村工作队应有而没有的；没有规定的为待定。", kind="texts"),
        Column("leader", "队长", kind="cadre"),
        Column("exited", "退出贫困村", kind="date"),
        Column("left", "工作队撤离", kind="date"),
    ),
)
def village_teams(county: CountyFacts, year: int) -> Iterator[Row]:
    """Villages and communities in the order of the records."""
    day = last_day(county, year)
    wanted = value_of(county.pack(day), "team.seats", day)
    for team in teams_on(county, day).values():
        record, levels = team.village.data, [m.level for m in team.members if m.level]
        township = sum(m.from_township for m in team.members)
        missing = None
        if wanted is not None and not wanted.undetermined and class_of(team.village) == POOR:
            missing = [seat for seat in wanted.texts() if seat not in team.seats]
        yield {
            "village": team.village.code,
            "class": class_of(team.village),
            "secretaries": len(team.first_secretaries),
            "members": Cell(
                len(team.members),
                tuple(f"{m.posting.path}#{m.posting.pointer}" for m in team.members),
            ),
            "from_units": len(levels) - township,
            "from_township": township,
            "missing": missing,
            "leader": record.get("team", {}).get("leader"),
            "exited": record.get("exited_on"),
            "left": record.get("team", {}).get("to"),
        }


@table(
    "unit_teams",
    "单位派出的工作队",
    "市直单位按人数应派几个工作队，市里安排了几个，在本县有几个。",
    board="posting",
    keys=("unit.teams", "unit.team_levels", "unit.team_kinds"),
    columns=(
        Column("unit", "派出单位", kind="unit", public=True),
        Column(
            "expected", "按人数应派", "只对市直机关和事业单位；没有登记人数的空着。", kind="count"
        ),
        Column("planned", "共安排", "市里安排派往各县的合计。", kind="count"),
        Column("due_here", "安排到本县", kind="count"),
        Column("here", "在本县", "有人任职的村数。", kind="count", public=True),
        Column("state", "状态", kind="state"),
    ),
)
def unit_teams(county: CountyFacts, year: int) -> Iterator[Row]:
    """Units in the city's order that sent a cadre here, or are to send a team here."""
    for unit in unit_teams_on(county, last_day(county, year)).values():
        yield {
            "unit": unit.unit.id,
            "expected": Cell(unit.expected, (unit.place,)),
            "planned": unit.planned,
            "due_here": unit.due_here,
            "here": unit.here,
            "state": _dispatch(unit),
        }


def _dispatch(unit: UnitTeams) -> str:
    if unit.expected is None:
        return INAPPLICABLE
    if unit.planned is None or unit.due_here is None:
        return UNPLANNED
    return ENOUGH if unit.planned >= unit.expected and unit.here >= unit.due_here else SHORT
