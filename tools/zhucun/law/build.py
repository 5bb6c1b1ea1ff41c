"""From parsed pack records to the law's own types. The records are valid by their schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.law.cite import Cite, Decision
from zhucun.law.keys import fits, kind_name
from zhucun.law.ladder import Ladder, Required, Step
from zhucun.law.table import Row, Table
from zhucun.law.value import Parameter, Value, frozen

#: A parsed record, as the strict reader gives a YAML mapping.
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """What the parts of one pack share: its id, its decisions by id, its rows' articles by id."""

    regulation: str
    decisions: Mapping[str, Decision]
    articles: Mapping[str, Cite] = field(default_factory=dict)

    def decision(self, raw: Raw) -> Decision | None:
        """The decision a part names, if it names one that the pack declares."""
        return self.decisions.get(str(raw.get("decision", "")))

    def cite(self, raw: Raw) -> Cite | None:
        """The cite of a part; its regulation is the pack's own unless it names another."""
        cite = raw.get("cite")
        if cite is None:
            return None
        regulation = str(cite.get("regulation", self.regulation))
        return Cite(regulation, str(cite["article"]), str(cite["quote"]))


#: Keys of a table row that are not outputs.
ROW_FRAME = frozenset({"min", "max", "cite", "decision", "rows"})


def rows_of(raw: Raw) -> tuple[str, ...]:
    """The ids of the requirement rows that a part of a pack names."""
    return tuple(str(row) for row in raw.get("rows", ()))


def decision_of(raw: Raw, where: str) -> Decision:
    """A declared reading."""
    return Decision(
        id=str(raw["id"]),
        title=str(raw["title"]),
        question=str(raw["question"]),
        choice=str(raw["choice"]),
        reason=str(raw["reason"]),
        effect=str(raw["effect"]),
        rows=rows_of(raw),
        where=where,
    )


def parameter_of(raw: Raw, origin: Origin, where: str) -> Parameter:
    """A parameter with its values, oldest first; one of the wrong kind is undetermined."""
    key, title, unit = str(raw["key"]), str(raw["title"]), str(raw.get("unit", ""))
    rows = rows_of(raw)
    values = [
        Value(
            key=key,
            title=title,
            unit=unit,
            value=frozen(item["value"]) if fits(key, item["value"]) else None,
            since=str(item["from"]),
            cite=origin.cite(item),
            decision=origin.decision(item),
            rows=rows,
            where=f"{where}/values/{index}",
            note=str(item.get("silent", "")) or _misfit(key, item["value"]),
            display=str(item.get("display", "")),
        )
        for index, item in enumerate(raw["values"])
    ]
    ordered = tuple(sorted(values, key=lambda value: value.since))
    return Parameter(key, title, unit, bool(raw.get("overlay", False)), rows, ordered)


def _misfit(key: str, value: object) -> str:
    """Why a value of the wrong kind counts as 待定; "" for one that fits."""
    return "" if fits(key, value) else f"这里的数值应当是{kind_name(key)}，写法不对，按待定处理。"


def table_editions(raw: Raw, origin: Origin, where: str) -> tuple[Table, ...]:
    """A table's editions, oldest first."""
    editions = []
    for index, item in enumerate(raw["editions"]):
        here = f"{where}/editions/{index}"
        editions.append(
            Table(
                key=str(raw["key"]),
                title=str(raw["title"]),
                unit=str(raw["unit"]),
                since=str(item["from"]),
                entries=table_rows(item.get("entries") or (), origin, f"{here}/entries"),
                overlay=bool(raw.get("overlay", False)),
                rows=rows_of(raw),
                where=here,
                decision=origin.decision(item),
                note=str(item.get("silent", "")),
            )
        )
    return tuple(sorted(editions, key=lambda table: table.since))


def table_rows(raws: Any, origin: Origin, where: str) -> tuple[Row, ...]:
    """Rows of a table, in the order given."""
    return tuple(
        Row(
            min=int(raw["min"]),
            max=None if raw.get("max") is None else int(raw["max"]),
            outputs={
                str(name): frozen(item) for name, item in raw.items() if name not in ROW_FRAME
            },
            cite=origin.cite(raw),
            decision=origin.decision(raw),
            rows=rows_of(raw),
            where=f"{where}/{index}",
        )
        for index, raw in enumerate(raws)
    )


def ladder_editions(raw: Raw, origin: Origin, where: str) -> tuple[Ladder, ...]:
    """A ladder's editions, oldest first."""
    editions = []
    for index, item in enumerate(raw["editions"]):
        here = f"{where}/editions/{index}"
        editions.append(
            Ladder(
                key=str(raw["key"]),
                title=str(raw["title"]),
                since=str(item["from"]),
                counts=str(raw["counts"]),
                window=str(item.get("window", "")),
                effect_year=str(item.get("effect_year", "")),
                beyond=str(item.get("beyond", "")),
                grades=tuple(str(grade) for grade in item.get("grades", ())),
                steps=_steps(item.get("steps") or (), origin, f"{here}/steps"),
                decisions=tuple(
                    origin.decisions[id]
                    for id in item.get("decisions", ())
                    if id in origin.decisions
                ),
                rows=rows_of(raw),
                where=here,
                note=str(item.get("silent", "")),
            )
        )
    return tuple(sorted(editions, key=lambda ladder: ladder.since))


def _steps(raws: Any, origin: Origin, where: str) -> tuple[Step, ...]:
    steps = [
        Step(
            n=int(raw["step"]),
            condition=str(raw["condition"]),
            cap=str(raw.get("cap", "")),
            dispositions=tuple(
                Required(
                    kind=str(item["kind"]),
                    target=str(item["target"]),
                    cite=origin.cite(item),
                    alternatives=tuple(str(kind) for kind in item.get("or", ())),
                )
                for item in raw.get("dispositions", ())
            ),
            cite=origin.cite(raw),
            decision=origin.decision(raw),
            rows=rows_of(raw),
            where=f"{where}/{index}",
        )
        for index, raw in enumerate(raws)
    ]
    return tuple(sorted(steps, key=lambda step: step.n))
