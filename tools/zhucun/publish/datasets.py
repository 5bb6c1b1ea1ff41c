"""The data behind the boards as tables with described columns, written as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhucun.law.pack import Pack
from zhucun.publish.model import BUSINESS, FEW, IN_VILLAGE, MOST, SOME, County, Site, samples_among
from zhucun.schema.store import resolve, schema_of

Row = tuple[object, ...]
_BOARD_WORDS = {IN_VILLAGE: "在村", BUSINESS: "因公外出"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON, its Chinese name and what it means."""

    key: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table; each row has one value for each column, None where there is none."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def _from_schema(key: str, kind: str, *path: str) -> Column:
    """A column that is a property of a record, named and described as the schema does."""
    node: dict[str, Any] = schema_of(kind)
    for name in path:
        node = node.get("items", node)
        node = node["properties"][name]
        if "$ref" in node and "description" not in node:
            node = {**resolve("common", node["$ref"])[1], **node}
    return Column(key, node["title"], node["description"])


_COUNTY = Column("county", "县", "县的十二位统计用区划代码。")
_COUNTY_NAME = Column("county_name", "县名", "县的名称。")
_NAME = Column("name", "姓名", "按本地公开设置显示：全名、掩去名字或空。")
_CADRE = _from_schema("cadre", "cadre", "id")
_VILLAGE = _from_schema("village", "cadre", "postings", "village")


def county_columns() -> tuple[Column, Column]:
    """The columns that say which county a row is of."""
    return _COUNTY, _COUNTY_NAME


def datasets_of(site: Site, packs: list[Pack]) -> list[Dataset]:
    """Every data file of the site, in the order of the data page."""
    return [
        _attendance(site),
        _weeks(site),
        _whereabouts(site),
        _assessment(site),
        _projects(site),
        _cases(site),
        _column(site),
        _villages(site),
        _parameters(site, packs),
    ]


def write(datasets: list[Dataset], folder: Path, site: Site) -> None:
    """Writes NAME.json and NAME.csv for each table into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for dataset in datasets:
        (folder / f"{dataset.name}.json").write_text(_json(dataset, site), encoding="utf-8")
        (folder / f"{dataset.name}.csv").write_text(_csv(dataset), encoding="utf-8-sig", newline="")


def _json(dataset: Dataset, site: Site) -> str:
    keys = [c.key for c in dataset.columns]
    head = {
        "title": dataset.title,
        "as_of": site.as_of,
        "version": site.version,
        "sample": samples_among(site.counties),
        "unusable": site.unusable,
        "columns": {c.key: c.title for c in dataset.columns},
    }
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    # One row a line: a change of one row is one line of a diff.
    rows = (dict(zip(keys, row, strict=True)) for row in dataset.rows)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{opening},\n "rows": [\n{lines}\n]\n}}\n'


def _csv(dataset: Dataset) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(c.key for c in dataset.columns)
    writer.writerows([_cell(value) for value in row] for row in dataset.rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A cell that a spreadsheet won't run as a formula."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value


def _of(county: County) -> tuple[str, str]:
    return county.code, county.name


def _attendance(site: Site) -> Dataset:
    def rows() -> Iterator[Row]:
        for county in site.counties:
            for cadre in county.cadres:
                for m in cadre.months:
                    days = (
                        m.in_village, m.business, m.other, m.off_post, m.unpublished, m.counted,
                    )  # fmt: skip
                    yield (
                        *_of(county), cadre.id, cadre.name, m.month, m.place,
                        *(days if m.registered else [None] * len(days)),
                        m.need, m.state, m.sealed_on or None,
                        m.basis.article if m.basis else None,
                        m.basis.quote if m.basis else None,
                    )  # fmt: skip

    return Dataset(
        "attendance",
        "到岗",
        "每名干部每个月一行。",
        (
            _COUNTY,
            _COUNTY_NAME,
            _CADRE,
            _NAME,
            _from_schema("month", "attendance", "month"),
            _VILLAGE,
            Column("in_village", "在村", "在村并公示了去向的天数；空为还没有登记，下同。"),
            Column("business", "因公外出", "登记因公外出的天数。"),
            Column("other", "其他", "休息、请假和不单独公布的天数合计；前后四项相加是任职的天数。"),
            Column("off_post", "缺岗", "登记缺岗，或登记在村而没有公示去向的天数。"),
            Column("unpublished", "没有公示去向", "缺岗中登记在村而没有公示去向的天数。"),
            Column("counted", "计入", "与要求相比的天数。"),
            Column("need", "要求", "当月要求的天数；空为待定。"),
            Column("state", "结果", "达标、有说明、待说明、待定、不计、未登记。"),
            _from_schema("sealed_on", "attendance", "seal", "date"),
            Column("article", "依据", "要求所依据的条文。"),
            Column("quote", "引文", "条文原话。"),
        ),
        tuple(rows()),
    )


def _weeks(site: Site) -> Dataset:
    return Dataset(
        "weeks",
        "每周在村",
        "每名干部每周一行，周一到周日，归入周日所在的月。",
        (
            _COUNTY,
            _COUNTY_NAME,
            _CADRE,
            _NAME,
            _from_schema("week", "whereabouts", "week"),
            Column("start", "周一日期", "年-月-日。"),
            Column(
                "level",
                "在村天数",
                f"{FEW}、{SOME} 或 {MOST} 天；不写确切天数，免得看出哪天请假。空为没有整周登记。",
            ),
        ),
        tuple(
            (*_of(county), cadre.id, cadre.name, week.week, week.start, week.level or None)
            for county in site.counties
            for cadre in county.cadres
            for month in cadre.months
            for week in month.weeks
        ),
    )


def _whereabouts(site: Site) -> Dataset:
    return Dataset(
        "whereabouts",
        "去向",
        "各乡镇最近登记的一周，每名干部每天一行。",
        (
            _COUNTY,
            _COUNTY_NAME,
            _CADRE,
            _NAME,
            _from_schema("week", "whereabouts", "week"),
            Column("date", "日期", "年-月-日。"),
            Column("status", "去向", "在村或因公外出；空为其他，包括没有登记。"),
        ),
        tuple(
            (*_of(county), cadre.id, cadre.name, cadre.board.week, day, _BOARD_WORDS.get(mark))
            for county in site.counties
            for cadre in county.cadres
            if cadre.board
            for day, mark in zip(cadre.board.days, cadre.board.marks, strict=True)
        ),
    )


def _assessment(site: Site) -> Dataset:
    names = (
        ("cadres", "应考", "本年度任过职的干部人数。"),
        ("daily", "日常已评", "已有日常考核的人数。"),
        ("half_year", "半年已评", "已有半年考核的人数。"),
        ("year_end", "年终已评", "已有年终考核的人数。"),
        ("graded", "已定等次", "已定等次的人数。"),
        ("form_sent", "登记表已反馈", "考核登记表已反馈派出单位的人数。"),
        ("logs_due", "日志应传", "应上传工作日志的人周数。"),
        ("logs_uploaded", "日志已传", "已上传的人周数。"),
        ("logs_explained", "日志有说明", "没有上传但有说明的人周数。"),
    )
    return Dataset(
        "assessment",
        "考核进度",
        "每县一行，只有数目。",
        (
            _COUNTY,
            _COUNTY_NAME,
            _from_schema("year", "assessment", "year"),
            *(Column(*name) for name in names),
        ),
        tuple(
            (*_of(c), c.completeness.year, *(getattr(c.completeness, key) for key, _, _ in names))
            for c in site.counties
        ),
    )


def _projects(site: Site) -> Dataset:
    keys = (
        "id", "title", "cadre", "village", "year", "goal", "measures", "due", "responsible",
        "posted_on", "completed_on",
    )  # fmt: skip
    return Dataset(
        "projects",
        "承诺与项目",
        "每件一行。",
        (
            _COUNTY,
            _COUNTY_NAME,
            *(_from_schema(key, "project", key) for key in keys),
            Column("yuan", "资金合计", "登记的资金合计，单位元。"),
            Column("percent", "完成比例", "最近一次登记的完成比例，0 到 100。"),
            Column("state", "结果", "按期完成、逾期完成、进行中、已逾期。"),
        ),
        tuple(
            (
                *_of(county),
                *(getattr(p, key) or None for key in keys),
                sum(yuan for _, yuan in p.funding),
                p.percent,
                p.state,
            )
            for county in site.counties
            for p in county.projects
        ),
    )


def _cases(site: Site) -> Dataset:
    return Dataset(
        "cases",
        "负面清单",
        "每件决定公开的事项一行；各县总数见负面清单看板。",
        (
            _COUNTY,
            _COUNTY_NAME,
            Column("id", "案件编号", "决定公开姓名的才有。"),
            _from_schema("kind", "case", "kind"),
            Column("township", "乡镇", "乡镇名称；决定公开姓名的才有。"),
            Column("role", "职务", "驻村职务；决定公开姓名的才有。"),
            Column("found_on", "发现日期", "不公开姓名的只写年-月，其他日期也一样。"),
            Column("dispositions", "处理", "处理的方式和日期；不公开姓名的只写已处理。"),
            Column("closed_on", "办结日期", "办结的日期；空为未办结。"),
            Column("outcome", "结果", "办结的结果；决定公开姓名的才有。"),
            Column("notice_until", "公示结束", "公示的最后一天；空为待定。"),
            Column("stage", "公示", "公示中、公示期满或已公布。"),
            _from_schema("statement", "case", "publication", "statement"),
            Column("name", "姓名", "决定公开姓名的才有，并按本地公开设置显示。"),
        ),
        tuple(
            (
                *_of(county), c.id or None, c.kind, c.township or None, c.role or None, c.found_on,
                ";".join(f"{kind} {date}".rstrip() for kind, date in c.dispositions),
                c.closed_on or None, c.outcome or None, c.notice_until or None, c.stage,
                c.statement, c.name or None,
            )
            for county in site.counties
            for c in county.cases
        ),
    )  # fmt: skip


def _column(site: Site) -> Dataset:
    keys = ("title", "cadre", "month", "summary", "deed", "method", "experience")
    return Dataset(
        "column",
        "我在乡村振兴第一线",
        "每篇一行。",
        (_COUNTY, _COUNTY_NAME, *(_from_schema(key, "profile", key) for key in keys)),
        tuple(
            (*_of(county), *(getattr(a, key) for key in keys))
            for county in site.counties
            for a in county.articles
        ),
    )


def _villages(site: Site) -> Dataset:
    return Dataset(
        "villages",
        "村和社区",
        "每个村或社区一行。",
        (
            _COUNTY,
            _COUNTY_NAME,
            Column("township", "乡镇", "乡镇名称。"),
            _from_schema("code", "region", "villages", "code"),
            _from_schema("name", "region", "villages", "name"),
            _from_schema("kind", "region", "villages", "kind"),
            _from_schema("contact", "region", "villages", "contact"),
            _from_schema("weak_listed", "region", "villages", "weak", "listed"),
            _from_schema("weak_lifted", "region", "villages", "weak", "lifted"),
            Column("cadres", "驻村干部", "现任驻村干部编号，用空格隔开。"),
        ),
        tuple(
            (
                *_of(county), t.name, v.code, v.name, v.kind, v.contact or None,
                v.weak_listed or None, v.weak_lifted or None,
                " ".join(c.id for c in county.cadres if c.active and c.posting.place == v.code),
            )
            for county in site.counties
            for t in county.townships
            for v in t.villages
        ),
    )  # fmt: skip


def _parameters(site: Site, packs: list[Pack]) -> Dataset:
    return Dataset(
        "parameters",
        "制度数值",
        "每个制度包在数据截至日有效的数值，一项一行。",
        (
            Column("regulation", "制度包", "制度包编号。"),
            Column("key", "键", "数值的键。"),
            Column("title", "名称", "数值的名称。"),
            Column("value", "数值", "带单位的数值；待定为原文没有规定。"),
            Column("since", "起始日期", "从这一天起有效。"),
            Column("article", "条文", "所依据的条文。"),
            Column("quote", "引文", "条文原话。"),
            Column("decision", "口径", "所依据的口径编号。"),
            Column("note", "说明", "待定的原因。"),
        ),
        tuple(
            (
                pack.id, v.key, v.title, v.shown, v.since,
                v.cite.article if v.cite else None,
                v.cite.quote if v.cite else None,
                v.decision.id if v.decision else None,
                v.note or None,
            )
            for pack in packs
            for v in pack.values(site.as_of)
        ),
    )  # fmt: skip
