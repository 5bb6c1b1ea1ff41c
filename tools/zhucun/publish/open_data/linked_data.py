"""The data behind a page as a schema.org description, for search engines that list datasets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from zhucun.publish.model import County, Site
from zhucun.publish.open_data.api import FOLDER, Dataset, the_api
from zhucun.publish.open_data.api_documents import USE
from zhucun.publish.open_data.feed_files import link
from zhucun.publish.open_data.feeds import SITE_NAME
from zhucun.publish.page import Page

_MEDIA = {"csv": "text/csv", "json": "application/json"}


def linked_data(page: Page, site: Site) -> str:
    """What stands in the head of the data page and of a board's pages as JSON-LD; "" elsewhere.

    Safe inside a script element: no `<`, `>` or `&` is in it, whatever the records hold.
    """
    api = the_api()
    section, _, rest = page.path.strip("/").partition("/")
    if section == "data" and not rest:
        told: dict[str, Any] | None = _catalogue(page, site, api.datasets)
    elif section == "board" and rest:
        board, _, code = rest.partition("/")
        county = next((c for c in site.counties if c.code == code), None)
        datasets = api.of_board(board)
        told = _described(page, site, datasets, county) if datasets else None
    else:
        told = None
    return escaped({"@context": "https://schema.org", **told}) if told else ""


def escaped(document: object) -> str:
    """JSON that ends no script element and begins no comment."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _catalogue(page: Page, site: Site, datasets: Iterable[Dataset]) -> dict[str, Any]:
    return {
        "@type": "DataCatalog",
        "name": f"{SITE_NAME}：数据",
        "description": USE,
        "url": link(page.path, page.path, site.address),
        "inLanguage": "zh-CN",
        "dateModified": site.as_of,
        "dataset": [_dataset(page, site, each, None) for each in datasets],
    }


def _described(
    page: Page, site: Site, datasets: Iterable[Dataset], county: County | None
) -> dict[str, Any]:
    return {"@graph": [_dataset(page, site, each, county) for each in datasets]}


def _dataset(page: Page, site: Site, dataset: Dataset, county: County | None) -> dict[str, Any]:
    def at(path: str) -> str:
        return link(page.path, path, site.address)

    code = county.code if county else ""
    places = [county] if county else list(site.counties)
    return {
        "@type": "Dataset",
        "name": f"{dataset.title}：{county.name}" if county else dataset.title,
        "description": dataset.description,
        "url": at(f"data/#{dataset.anchor}"),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "dateModified": site.as_of,
        "version": site.version,
        "creator": {"@type": "GovernmentOrganization", "name": _publisher(county)},
        "spatialCoverage": [f"{each.city_name}{each.name}" for each in places],
        "includedInDataCatalog": {"@type": "DataCatalog", "url": at(f"{FOLDER}/index.json")},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": at(path)}
            for form, media in _MEDIA.items()
            for path in (dataset.path(form, code if dataset.scope == "county" else ""),)
        ],
    }


def _publisher(county: County | None) -> str:
    return f"{county.city_name}{county.name}" if county else SITE_NAME
