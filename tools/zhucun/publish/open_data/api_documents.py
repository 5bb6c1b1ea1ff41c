"""What describes the public data to machines: an index, openapi.json, and datapackage.json.

All three are made from the promise (`api.py`) and the list of feeds, so that they can't say
anything else than the files hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from zhucun.publish.model import Site, samples_among
from zhucun.publish.open_data.api import FOLDER, TYPES, Api, Column, Dataset
from zhucun.publish.open_data.data_files import FORMS, TOP, Written
from zhucun.publish.open_data.feed_files import CALENDAR, CALENDAR_TYPE
from zhucun.publish.open_data.feed_files import FORMS as FEED_FORMS
from zhucun.publish.open_data.feeds import FOLDER as FEEDS
from zhucun.publish.open_data.feeds import KINDS, SITE_NAME

#: What the files may be used for. The records name no licence, and none is made up.
USE: Final = "记录依法主动公开，没有另外指明使用许可；引用时请写明数据截至的日期和版本。"
PROMISE: Final = (
    "第一版里，文件的地址和列只增加，不改名，不改类型，不改意思；"
    "列的取值（如状态的词）如有增加，也写进改动说明。"
)
_TO_TOP: Final = "../" * (FOLDER.count("/") + 1)
_MEDIA: Final = {"csv": "text/csv", "json": "application/json"}


def write(api: Api, folder: Path, site: Site, written: tuple[Written, ...]) -> None:
    """Writes the three documents into a folder that becomes `data/` of the site."""
    documents = {
        "index.json": index(api, site, written),
        "openapi.json": openapi(api, site.address),
        "datapackage.json": datapackage(api, site),
    }
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / Path(FOLDER).relative_to(TOP) / name).write_text(f"{text}\n", encoding="utf-8")


# -- the index ------------------------------------------------------------------------------------


def index(api: Api, site: Site, written: tuple[Written, ...]) -> dict[str, Any]:
    """Every dataset with its columns, files and rows; paths are relative to the index itself."""
    return {
        "api": api.version,
        "promise": PROMISE,
        "use": USE,
        "as_of": site.as_of,
        "version": site.version,
        "sample": samples_among(site.counties),
        "counties": [{"code": county.code, "name": county.name} for county in site.counties],
        "datasets": [_indexed(each) for each in written],
        "feeds": [
            {"name": kind.name, "title": kind.title, "description": kind.description}
            | {form: f"{_TO_TOP}{kind.path(form)}" for form in FEED_FORMS}
            for kind in KINDS
        ],
        "calendars": [{"title": "公示", "ics": f"{_TO_TOP}{FEEDS}/{CALENDAR}"}],
        "changelog": [
            {"version": r.version, "date": r.date, "changes": list(r.changes)} for r in api.releases
        ],
    }


def _indexed(written: Written) -> dict[str, Any]:
    dataset = written.dataset
    found: dict[str, Any] = {
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "board": dataset.board,
        "key": list(dataset.key),
        "rows": written.rows,
        **{form: f"{dataset.name}.{form}" for form in FORMS},
    }
    if dataset.scope == "county":
        found["counties"] = {
            code: {"rows": rows, **{form: f"{code}/{dataset.name}.{form}" for form in FORMS}}
            for code, rows in written.by_county.items()
        }
    return found | {"columns": [_column(column) for column in dataset.columns]}


def _column(column: Column) -> dict[str, Any]:
    return {
        "key": column.key,
        "title": column.title,
        "type": column.type,
        "words": list(column.words) or None,
        "empty": column.empty or None,
        "description": column.description or None,
    }


# -- OpenAPI --------------------------------------------------------------------------------------


def openapi(api: Api, address: str = "") -> dict[str, Any]:
    """The site's files as an OpenAPI 3.1 document; without an address, relative to itself."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{SITE_NAME}：数据",
            "version": api.version,
            "description": f"都是静态文件，只能读取，不用登记。{PROMISE}{USE}",
        },
        "servers": [{"url": address.rstrip("/") or _TO_TOP.rstrip("/")}],
        "tags": [
            {"name": "data", "description": "各看板的数据"},
            {"name": "feeds", "description": "订阅和日历"},
            {"name": "about", "description": "说明数据的文件"},
        ],
        "paths": dict(sorted(_paths(api))),
        "components": {
            "parameters": {
                "county": {
                    "name": "county",
                    "in": "path",
                    "required": True,
                    "description": "县的十二位统计用区划代码；有哪些县见 index.json。",
                    "schema": dict(TYPES["code"].json),
                }
            },
            "responses": {"missing": {"description": "没有这个县，或者没有这个文件。"}},
            "schemas": {"file": _FILE, **dict(_schemas(api))},
        },
    }


_FILE: Final = {
    "type": "object",
    "description": "一个数据文件里行以外的部分。",
    "properties": {
        "dataset": {"type": "string", "description": "数据的名称。"},
        "title": {"type": "string", "description": "数据的中文名称。"},
        "api": {"type": "string", "description": "列的约定的版本。"},
        "county": {"type": ["string", "null"], "description": "县的代码；空：全部县。"},
        "as_of": {"type": "string", "format": "date", "description": "数据截至的日期。"},
        "version": {"type": "string", "description": "生成它的提交。"},
        "sample": {"type": "string", "description": "哪些县的人员和记录是虚构的；空：没有。"},
        "unusable": {"type": "integer", "minimum": 0, "description": "没有计入的文件个数。"},
        "columns": {
            "type": "object",
            "description": "每一列的中文名称。",
            "additionalProperties": {"type": "string"},
        },
        "rows": {"type": "array", "items": {"type": "object"}},
    },
    "required": [
        "dataset", "title", "api", "county", "as_of", "version", "sample", "unusable", "columns",
        "rows",
    ],
}  # fmt: skip


def _schemas(api: Api) -> Iterator[tuple[str, dict[str, Any]]]:
    for dataset in api.datasets:
        yield dataset.name, dataset.json_schema()


def _paths(api: Api) -> Iterator[tuple[str, dict[str, Any]]]:
    for dataset in api.datasets:
        for form in FORMS:
            content = {_MEDIA[form]: {"schema": _content(dataset, form)}}
            name = f"{dataset.name}_{form}"
            yield f"/{dataset.path(form)}", _get(name, "data", dataset.title, content)
            if dataset.scope == "county":
                yield (
                    f"/{dataset.path(form, '{county}')}",
                    _get(
                        f"county_{name}", "data", f"{dataset.title}：一个县", content, county=True
                    ),
                )
    for kind in KINDS:
        for form, media in FEED_FORMS.items():
            content = {media: {"schema": {"type": "object" if form == "json" else "string"}}}
            name = f"feed_{kind.name}_{form}"
            yield f"/{kind.path(form)}", _get(name, "feeds", kind.title, content)
            yield (
                f"/{kind.path(form, '{county}')}",
                _get(f"county_{name}", "feeds", f"{kind.title}：一个县", content, county=True),
            )
    content = {CALENDAR_TYPE: {"schema": {"type": "string"}}}
    yield f"/{FEEDS}/{CALENDAR}", _get("notices_ics", "feeds", "公示的日历", content)
    yield (
        f"/{FEEDS}/{{county}}/{CALENDAR}",
        _get("county_notices_ics", "feeds", "公示的日历：一个县", content, county=True),
    )
    anything = {_MEDIA["json"]: {"schema": {"type": "object"}}}
    for file, title in (
        (f"{FOLDER}/index.json", "有哪些数据、列、县和订阅"),
        (f"{FOLDER}/openapi.json", "这份说明"),
        (f"{FOLDER}/datapackage.json", "Data Package：CSV 的列和类型"),
        ("manifest.json", "清单：提交和每个文件的 SHA-256 摘要"),
    ):
        yield f"/{file}", _get(Path(file).stem, "about", title, anything)


def _content(dataset: Dataset, form: str) -> dict[str, Any]:
    if form == "csv":
        return {"type": "string", "description": "UTF-8（带 BOM），第一行是列的键，RFC 4180。"}
    row = {"$ref": f"#/components/schemas/{dataset.name}"}
    own = {"type": "object", "properties": {"rows": {"type": "array", "items": row}}}
    return {"allOf": [{"$ref": "#/components/schemas/file"}, own]}


def _get(
    name: str, tag: str, summary: str, content: dict[str, Any], *, county: bool = False
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }
    if county:
        found["parameters"] = [{"$ref": "#/components/parameters/county"}]
        found["responses"]["404"] = {"$ref": "#/components/responses/missing"}
    return {"get": found}


# -- Data Package ---------------------------------------------------------------------------------


def datapackage(api: Api, site: Site) -> dict[str, Any]:
    """The CSV files of all counties as a Data Package, each with its Table Schema."""
    sources = dict.fromkeys(county.source for county in site.counties if county.source)
    build = re.sub(r"[^0-9a-z]", "", site.version)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "zhucun",
        "title": f"{SITE_NAME}：数据",
        "description": (
            f"{USE}各县的文件在以区划代码命名的文件夹里，列相同。"
            "文字以撇号开头的，去掉一个撇号就是原文（加它是免得表格软件当成公式）。"
        ),
        "version": f"{api.version}+{build}" if build else api.version,
        "created": f"{site.as_of}T00:00:00+08:00",
        **({"homepage": f"{site.address}{TOP}/"} if site.address else {}),
        **({"sources": [{"title": source} for source in sources]} if sources else {}),
        "resources": [_resource(dataset) for dataset in api.datasets],
    }


def _resource(dataset: Dataset) -> dict[str, Any]:
    return {
        "name": dataset.name,
        "type": "table",
        "title": dataset.title,
        "description": dataset.description,
        "path": f"{dataset.name}.csv",
        "format": "csv",
        "mediatype": _MEDIA["csv"],
        "encoding": "utf-8",
        "schema": {
            "fields": [column.field() for column in dataset.columns],
            "missingValues": [""],
            **({"primaryKey": list(dataset.key)} if dataset.key else {}),
        },
    }
