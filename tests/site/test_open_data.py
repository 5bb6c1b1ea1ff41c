"""The public data keeps its promise: files, columns, types, and what describes them."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from site_tree import TOWN, built, change, each_county, planted

from scenario_files import table_examples
from zhucun.assess.catalogue import TABLES
from zhucun.publish.model import County, Site
from zhucun.publish.open_data import api_documents, data_files
from zhucun.publish.open_data.api import SEPARATOR, TYPES, UNDETERMINED, Column, Dataset, the_api
from zhucun.publish.open_data.datasets import rows_of
from zhucun.publish.pages.board_list import EVERY_BOARD
from zhucun.publish.projection.county import project_county

pytest_plugins = ["site_fixture"]

GOLDEN = Path(__file__).parent / "golden"
COUNTY = "990101000000"
API = the_api()
OF_COUNTY = [d for d in API.datasets if d.scope == "county"]


def dataset_of(name: str) -> Dataset:
    return next(dataset for dataset in API.datasets if dataset.name == name)


def unguarded(cell: str) -> str:
    """A text of CSV as the page of data tells readers to take it."""
    return cell.removeprefix("'")


def document(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def cells_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, strict=True))


def places(dataset: Dataset) -> list[str]:
    """The codes that a dataset has files of, "" for all counties."""
    return ["", COUNTY] if dataset.scope == "county" else [""]


def each_file() -> Iterator[tuple[Dataset, str]]:
    for dataset in API.datasets:
        for code in places(dataset):
            yield dataset, code


# -- the files ------------------------------------------------------------------------------------


def test_there_are_these_files_and_no_others(site: Path) -> None:
    expected = {d.path(form, code) for d, code in each_file() for form in data_files.FORMS}
    expected |= {f"data/v1/{n}.json" for n in ("index", "openapi", "datapackage")}
    found = {p.relative_to(site).as_posix() for p in (site / "data").rglob("*") if p.is_file()}
    assert found - {"data/index.html"} == expected


@pytest.mark.parametrize("dataset", API.datasets, ids=lambda d: d.name)
def test_every_row_is_of_the_promised_types(site: Path, dataset: Dataset) -> None:
    validator = jsonschema_rs.validator_for(dataset.json_schema(), validate_formats=True)
    keys = [column.key for column in dataset.columns]
    for code in places(dataset):
        found = document(site / dataset.path("json", code))
        assert found["dataset"] == dataset.name
        assert found["api"] == API.version
        assert found["county"] == (code or None)
        assert list(found["columns"]) == keys
        for row in found["rows"]:
            validator.validate(row)
            assert list(row) == keys
        told = [tuple(row[key] for key in dataset.key) for row in found["rows"]]
        assert not dataset.key or len(set(told)) == len(told)


def parsed(column: Column, cell: str) -> object:
    """A cell as a reader of the promise takes it."""
    if column.type == "texts" and not column.empty:
        return unguarded(cell).split(SEPARATOR) if cell else []
    if not cell:
        return None
    match column.type:
        case "texts":
            return unguarded(cell).split(SEPARATOR)
        case "boolean":
            return {"true": True, "false": False}[cell]
        case _ if TYPES[column.type].json["type"] in ("integer", "number"):
            return json.loads(cell)
        case _:
            return unguarded(cell)


@pytest.mark.parametrize("dataset", API.datasets, ids=lambda d: d.name)
def test_csv_says_what_json_says(site: Path, dataset: Dataset) -> None:
    for code in places(dataset):
        head, *lines = cells_of(site / dataset.path("csv", code))
        assert head == [column.key for column in dataset.columns]
        rows = document(site / dataset.path("json", code))["rows"]
        assert len(lines) == len(rows)
        for cells, row in zip(lines, rows, strict=True):
            told = [parsed(c, cell) for c, cell in zip(dataset.columns, cells, strict=True)]
            known = [
                # CSV has one emptiness: a list without items is not told from no list.
                None if value == [] and column.empty else value
                for column, value in zip(dataset.columns, row.values(), strict=True)
            ]
            assert told == known


def test_one_row_is_one_line(site: Path) -> None:
    text = (site / "data/v1/attendance.json").read_text(encoding="utf-8")
    rows = json.loads(text)["rows"]
    assert rows
    assert sum(line.startswith('{"county"') for line in text.splitlines()) == len(rows)


@pytest.fixture(scope="module")
def sample(root: Path) -> Site:
    """The repository's own five counties, under three regulations."""
    counties = tuple(project_county(facts, root) for facts in each_county(root, "2026-11-20"))
    return Site("2026-11-20", "0123abcd", counties)


def test_the_sample_keeps_the_types_too(sample: Site) -> None:
    seen = 0
    for dataset in OF_COUNTY:
        validator = jsonschema_rs.validator_for(dataset.json_schema(), validate_formats=True)
        keys = [column.key for column in dataset.columns]
        for county in sample.counties:
            for row in rows_of(dataset, county):
                told = [list(v) if isinstance(v, tuple) else v for v in row]
                validator.validate(dict(zip(keys, told, strict=True)))
                seen += 1
    assert seen > 4000


def written(folder: Path, *counties: County) -> Path:
    whole = Site("2026-11-20", "0123abcd", counties)
    data_files.write(API, folder / "data", whole, rows_of, lambda _: ())
    return folder


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_countys_files_depend_on_that_county_alone(sample: Site, tmp_path: Path) -> None:
    first, second, *_ = sample.counties
    together = written(tmp_path / "a", first, second)
    other = replace(second, sample=False, unusable=3, cadres=second.cadres[1:])
    changed = written(tmp_path / "b", first, other)
    own = bytes_below(together / "data/v1" / first.code)
    assert len(own) == 2 * len(OF_COUNTY)
    assert own == bytes_below(changed / "data/v1" / first.code)
    assert bytes_below(together / "data/v1" / second.code) != bytes_below(
        changed / "data/v1" / second.code
    )


def test_a_countys_file_speaks_for_that_county(sample: Site, tmp_path: Path) -> None:
    first, second, *_ = sample.counties
    folder = written(tmp_path, first, replace(second, sample=False, unusable=3))
    heads = {
        code: document(folder / dataset_of("attendance").path("json", code))
        for code in ("", first.code, second.code)
    }
    told = {code: (head["sample"], head["unusable"]) for code, head in heads.items()}
    assert told == {"": (first.name, 0), first.code: ("全部", 0), second.code: ("", 3)}


def test_all_counties_are_the_counties_one_after_another(sample: Site, tmp_path: Path) -> None:
    folder = written(tmp_path, *sample.counties)
    for dataset in OF_COUNTY:
        every = document(folder / dataset.path("json"))["rows"]
        apart = [
            row
            for county in sample.counties
            for row in document(folder / dataset.path("json", county.code))["rows"]
        ]
        assert every == apart, dataset.name


# -- the promise ----------------------------------------------------------------------------------


def test_every_public_column_is_promised_and_nothing_else() -> None:
    """A column made public, renamed or taken away in a table must be told to the readers."""
    for table in TABLES.values():
        if not table.public_columns:
            continue
        keys = ["county", "county_name"]
        for column in table.public_columns:
            keys.append(column.key)
            if column.kind in ("cadre", "village", "township"):
                keys.append(f"{column.key}_name")
        assert [c.key for c in dataset_of(table.name).columns] == keys, (
            f"{table.name}: publish/open_data/api_v1.yml doesn't say what the table shows"
        )


def test_every_word_that_the_law_in_examples_knows_is_promised() -> None:
    """The scenarios name each state that a table can come to; a reader has to be told of it."""
    seen = 0
    for example in table_examples():
        keys = {c.title: c.key for c in TABLES[example.table].public_columns}
        expected = example.expected or {}
        if any(expected.get(c.title) is False for c in TABLES[example.table].columns if c.gate):
            continue  # the public doesn't see such a row
        for title in keys.keys() & expected.keys():
            value = expected[title]
            dataset = dataset_of(example.table)
            column = next(c for c in dataset.columns if c.key == keys[title])
            if value is None or value == UNDETERMINED:
                assert column.empty or value in column.words or column.type == "text", example
            elif column.words:
                assert value in column.words, example
                seen += 1
    assert seen > 20


def test_a_renamed_property_is_no_silent_change(sample: Site) -> None:
    county = sample.counties[0]
    table = next(t for t in county.tables if t.name == "meetings")
    renamed = replace(table.columns[0], key="renamed")
    changed = replace(table, columns=(renamed, *table.columns[1:]))
    other = replace(county, tables=tuple(changed if t is table else t for t in county.tables))
    with pytest.raises(KeyError, match="meeting"):
        list(rows_of(dataset_of("meetings"), other))


@pytest.mark.parametrize("dataset", API.datasets, ids=lambda d: d.name)
def test_a_dataset_is_told_well(dataset: Dataset) -> None:
    keys = [column.key for column in dataset.columns]
    assert len(set(keys)) == len(keys)
    assert set(dataset.key) <= set(keys)
    boards = {board.slug for board in EVERY_BOARD} | {
        "column",
        "bulletin",
        "changes",
        "region",
        "regulation",
    }
    assert dataset.board in boards
    assert dataset.description.endswith("。")
    for column in dataset.columns:
        assert column.type in TYPES
        assert not column.description or column.description.endswith("。"), column.key
        assert not (column.key in dataset.key and column.empty), column.key
        assert len(set(column.words)) == len(column.words)


def test_values_of_another_type_are_refused() -> None:
    schema = Column("n", "数", "count", empty="待定").json_schema()
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid(3)
    assert validator.is_valid(None)
    assert not any(map(validator.is_valid, ("3", -1, 1.5, True, "待定")))
    word = jsonschema_rs.validator_for(Column("s", "词", words=("甲", "乙")).json_schema())
    assert word.is_valid("甲")
    assert not any(map(word.is_valid, ("丙", None, "")))


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (Column("n", "数", "count"), "待定", None),
        (Column("n", "数", "yuan"), 1400.0, 1400),
        (Column("n", "数", "yuan"), 84.5, 84.5),
        (Column("n", "数", "year"), "2021", 2021),
        (Column("d", "日", "date"), "", None),
        (Column("d", "日", "date"), "待定", None),
        (Column("t", "字"), "待定", "待定"),
        (Column("s", "词", words=("待定",)), "待定", "待定"),
        (Column("s", "词", words=("达标",)), "待定", None),
        (Column("l", "列", "texts"), ["甲", "乙"], ("甲", "乙")),
        (Column("l", "列", "texts"), (), ()),
        (Column("b", "否", "boolean"), False, False),
        (Column("n", "数", "count"), 0, 0),
    ],
)
def test_a_value_is_made_of_its_columns_type(column: Column, value: object, told: object) -> None:
    found = column.value_of(value)
    assert (found, type(found)) == (told, type(told))


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="n"):
        Column("n", "数", "count").value_of(object())


# -- what is held by golden files -----------------------------------------------------------------


def promised() -> dict[str, Any]:
    """All that a reader may rely on: paths, and columns with types; no words of explanation."""
    return {
        "paths": sorted(api_documents.openapi(API)["paths"]),
        "datasets": {
            dataset.name: {
                "scope": dataset.scope,
                "key": list(dataset.key),
                "columns": {
                    c.key: {
                        "type": c.type,
                        **({"words": list(c.words)} if c.words else {}),
                        "nullable": bool(c.empty),
                    }
                    for c in dataset.columns
                },
            }
            for dataset in API.datasets
        },
    }


def golden_of(version: str) -> Path:
    return GOLDEN / f"api-{version}.json"


def test_the_promise_changes_only_with_a_new_version(bless: bool) -> None:
    """`make bless` writes a version once; what it says then stays."""
    file = golden_of(API.version)
    if bless and not file.exists():
        file.write_text(json.dumps(promised(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert file.exists(), f"version {API.version} has no golden file yet: run `make bless`"
    assert document(file) == promised(), (
        "what the data promises has changed: give it a new version and an entry in the changelog "
        "of publish/open_data/api_v1.yml, then run `make bless`"
    )


def test_every_version_is_in_the_changelog() -> None:
    versions = [release.version for release in API.releases]
    assert versions[0] == API.version
    numbers = [tuple(map(int, version.split("."))) for version in versions]
    assert numbers == sorted(set(numbers), reverse=True)
    assert all(number[0] == 1 for number in numbers)
    dates = [release.date for release in API.releases]
    assert dates == sorted(dates, reverse=True)
    assert all(release.changes for release in API.releases)
    assert {p.name for p in GOLDEN.glob("api-*.json")} == {golden_of(v).name for v in versions}


def test_columns_are_only_added() -> None:
    found = [document(golden_of(release.version)) for release in reversed(API.releases)]
    for before, after in pairwise(found):
        assert_added(before, after)


def assert_added(before: Any, after: Any) -> None:
    assert set(before["paths"]) <= set(after["paths"])
    for name, dataset in before["datasets"].items():
        now = after["datasets"][name]
        assert (dataset["scope"], dataset["key"]) == (now["scope"], now["key"])
        for key, column in dataset["columns"].items():
            other = now["columns"][key]
            assert column["type"] == other["type"], (name, key)
            assert set(column.get("words", ())) <= set(other.get("words", ())), (name, key)
            assert column["nullable"] or not other["nullable"], (name, key)


def test_taking_away_would_be_seen() -> None:
    before, after = promised(), promised()
    assert_added(before, after)
    del after["datasets"]["cases"]["columns"]["stage"]
    with pytest.raises(KeyError):
        assert_added(before, after)
    after = promised()
    after["datasets"]["cases"]["columns"]["stage"]["nullable"] = True
    with pytest.raises(AssertionError):
        assert_added(before, after)


@pytest.mark.parametrize("name", ["openapi.json", "datapackage.json"])
def test_the_description_is_held(site: Path, name: str, bless: bool) -> None:
    found = (site / "data" / "v1" / name).read_text(encoding="utf-8")
    file = GOLDEN / name
    if bless:
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def test_the_description_says_which_version(site: Path) -> None:
    folder = site / "data" / "v1"
    assert document(folder / "openapi.json")["info"]["version"] == API.version
    assert document(folder / "datapackage.json")["version"] == f"{API.version}+0123abcd"
    assert document(folder / "index.json")["api"] == API.version


# -- what describes the data ----------------------------------------------------------------------


def test_openapi_is_valid_and_tells_every_file(site: Path) -> None:
    found = document(site / "data/v1/openapi.json")
    OpenAPIV31SpecValidator(found).validate()
    told = {path.lstrip("/").replace("{county}", COUNTY) for path in found["paths"]}
    for path in told:
        assert (site / path).is_file(), path
    data = [*(site / "data/v1").rglob("*"), *(site / "feeds").rglob("*")]
    files = {p.relative_to(site).as_posix() for p in data if p.is_file()}
    assert files <= told
    top = (site / "data/v1" / found["servers"][0]["url"]).resolve()
    assert top == site.resolve()


def test_a_file_is_what_openapi_says(site: Path) -> None:
    found = document(site / "data/v1/openapi.json")
    for dataset, code in each_file():
        path = dataset.path("json", "{county}" if code else "")
        media = found["paths"][f"/{path}"]["get"]["responses"]["200"]["content"]
        schema = media["application/json"]["schema"]
        validator = jsonschema_rs.validator_for({**schema, "components": found["components"]})
        whole = document(site / dataset.path("json", code))
        validator.validate(whole)
        assert not validator.is_valid({**whole, "as_of": None})
        assert not validator.is_valid({**whole, "rows": [{"county": 1}]})


def frictionless(folder: Path) -> dict[str, Any]:
    """What `frictionless validate` says; a process of its own, for it warns and patches."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) == report["valid"], done.stderr
    return report


def test_the_data_package_is_valid_and_its_types_are_checked(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "v1"
    shutil.copytree(site / "data/v1", folder)
    report = frictionless(folder)
    assert report["valid"], report
    assert {task["name"] for task in report["tasks"]} == {d.name for d in API.datasets}
    for file, old, new in (
        ("attendance.csv", ",2026-09,", ",九月,"),
        ("attendance.csv", "达标", "很好"),
        ("projects.csv", "lawn-cooler", ""),
        ("villages.csv", "990101100201,", "9901,"),
    ):
        text = (site / "data/v1" / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = frictionless(folder)
    wrong = {task["name"] for task in report["tasks"] if not task["valid"]}
    assert wrong == {"attendance", "projects", "villages"}


def test_the_index_tells_rows_and_files(site: Path) -> None:
    folder = site / "data/v1"
    index = document(folder / "index.json")
    assert [d["name"] for d in index["datasets"]] == [d.name for d in API.datasets]
    for told in index["datasets"]:
        rows = document(folder / told["json"])["rows"]
        assert told["rows"] == len(rows)
        assert len(cells_of(folder / told["csv"])) == len(rows) + 1
        for code, own in told.get("counties", {}).items():
            assert own["rows"] == len(document(folder / own["json"])["rows"])
            assert own["csv"].startswith(f"{code}/")
        assert [c["key"] for c in told["columns"]] == [
            c.key for c in dataset_of(told["name"]).columns
        ]
    for feed in index["feeds"]:
        assert (folder / feed["atom"]).is_file()
        assert (folder / feed["json"]).is_file()
    assert (folder / index["calendars"][0]["ics"]).is_file()


def test_the_page_of_data_tells_every_column(site: Path) -> None:
    page = (site / "data/index.html").read_text(encoding="utf-8")
    for dataset in API.datasets:
        assert f'id="{dataset.anchor}"' in page
        assert f'href="v1/{dataset.name}.csv"' in page or f"data/v1/{dataset.name}.csv" in page
    for words in ("达标、有说明、待说明、待定、不计、未登记", "空：待定。", "十二位区划代码"):
        assert words in page
    for release in API.releases:
        assert release.version in page
        assert all(change in page for change in release.changes)


def test_a_countys_pages_link_its_own_files(site: Path) -> None:
    page = (site / "board/attendance" / COUNTY / "index.html").read_text(encoding="utf-8")
    assert f"data/v1/{COUNTY}/attendance.csv" in page
    assert "data/v1/attendance.csv" not in page
    every = (site / "board/attendance/index.html").read_text(encoding="utf-8")
    assert "data/v1/attendance.csv" in every


# -- schema.org -----------------------------------------------------------------------------------


def linked(page: Path) -> list[Any]:
    text = page.read_text(encoding="utf-8")
    blocks = text.split('<script type="application/ld+json">')[1:]
    return [json.loads(block.partition("</script>")[0]) for block in blocks]


def each_dataset(told: Any) -> list[Any]:
    found: list[Any] = told.get("@graph") or told["dataset"]
    return found


def test_board_pages_say_which_data_they_show(site: Path) -> None:
    for board in EVERY_BOARD:
        for code in ("", f"{COUNTY}/"):
            folder = site / "board" / board.slug / code
            if not (folder / "index.html").is_file():
                continue
            (told,) = linked(folder / "index.html")
            assert told["@context"] == "https://schema.org"
            found = each_dataset(told)
            assert len(found) == len(API.of_board(board.slug))
            for dataset in found:
                assert dataset["@type"] == "Dataset"
                assert dataset["name"]
                assert dataset["description"]
                assert dataset["dateModified"] == "2026-11-05"
                for download in dataset["distribution"]:
                    assert (folder / download["contentUrl"]).is_file()
                    assert (COUNTY in download["contentUrl"]) == bool(code)


def test_the_page_of_data_is_a_catalogue(site: Path) -> None:
    (told,) = linked(site / "data/index.html")
    assert told["@type"] == "DataCatalog"
    assert len(told["dataset"]) == len(API.datasets)
    assert not linked(site / "about/index.html")


def test_no_record_ends_the_block(tmp_path: Path, root: Path) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    tree = planted(tmp_path / "tree", root)
    change(tree, "records/shili/shilixian/region.yml", lambda d: d.update(name=hostile))
    change(tree, f"{TOWN}/region.yml", lambda d: d.update(name="=1+1"))
    built(tree, tmp_path / "site")
    for page in ("data", "board/attendance", f"board/attendance/{COUNTY}"):
        text = (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
        assert "<script>alert" not in text
        (told,) = linked(tmp_path / "site" / page / "index.html")
        assert hostile in each_dataset(told)[0]["spatialCoverage"][0]
    rows = cells_of(tmp_path / "site/data/v1/villages.csv")
    assert {row[2] for row in rows[1:]} == {"'=1+1"}


# -- the same bytes -------------------------------------------------------------------------------


def test_the_same_counties_give_the_same_bytes(sample: Site, tmp_path: Path) -> None:
    digests = {
        hashlib.sha256(
            repr(sorted(bytes_below(written(tmp_path / n, *sample.counties)).items())).encode()
        ).hexdigest()
        for n in ("a", "b")
    }
    assert len(digests) == 1
