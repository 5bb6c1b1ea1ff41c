"""The instruments in bench/ that judge the site: the host, the scales, Lighthouse's marks."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench import growing, lighthouse
from bench.hosting import Host, hosted


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "board").mkdir()
    (tmp_path / "index.html").write_text("<p>一" * 200, encoding="utf-8")
    (tmp_path / "board" / "index.html").write_text("看板", encoding="utf-8")
    (tmp_path / "404.html").write_text("没有", encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff" * 1000)
    with hosted(tmp_path) as serving:
        yield serving


def asked(host: Host, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", host.server_port)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_the_host_compresses_text_for_who_asks_for_it(host: Host) -> None:
    plain, text = asked(host, "/")
    packed, body = asked(host, "/", Accept_Encoding="gzip, br")
    assert plain.getheader("Content-Encoding") is None
    assert packed.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(body) == text
    assert len(body) < len(text) / 4
    picture, raw = asked(host, "/photo.jpg", Accept_Encoding="gzip")
    assert picture.getheader("Content-Encoding") is None
    assert len(raw) == 1000


def test_the_host_says_how_long_a_copy_may_be_kept(host: Host) -> None:
    first, _ = asked(host, "/board/")
    again, body = asked(host, "/board/", If_None_Match=first.getheader("ETag") or "")
    assert first.getheader("Cache-Control") == "max-age=600"
    assert (again.status, body) == (304, b"")


@pytest.mark.parametrize("path", ["/nothing/", "/../../etc/passwd", "/%2e%2e/x"])
def test_the_host_has_the_sites_page_for_wrong_addresses(host: Host, path: str) -> None:
    answer, body = asked(host, path)
    assert (answer.status, body.decode()) == (404, "没有")


def test_the_host_leads_from_a_folder_to_its_page(host: Host) -> None:
    answer, _ = asked(host, "/board")
    assert (answer.status, answer.getheader("Location")) == (301, "/board/")


def test_the_host_counts_what_goes_out(host: Host) -> None:
    _, body = asked(host, "/photo.jpg")
    ((path, size),) = host.sent
    assert path == "/photo.jpg"
    assert len(body) < size < len(body) + 400


# The scales


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "html"),
        ("data/index.html", "html"),
        ("data/v1/attendance.csv", "data"),
        ("feeds/column.atom", "feeds"),
        ("pagefind/pagefind.js", "pagefind"),
        ("assets/zhucun.css", "other"),
    ],
)
def test_a_file_belongs_to_one_part_of_a_site(path: str, kind: str) -> None:
    assert growing.kind_of(Path(path)) == kind


def test_weights_are_raw_and_compressed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("字" * 1000, encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\x00" * 500)
    weights = growing.weighed(sorted(tmp_path.iterdir()), tmp_path)
    assert weights["html"][0] == 3000
    assert weights["html"][1] < 100
    assert weights["other"] == (500, 500)


# Lighthouse


def report(performance: float, shift: float, error: str = "") -> dict[str, Any]:
    refs = {
        "performance": [{"id": "shift", "weight": 25}, {"id": "told", "weight": 0}],
        "accessibility": [{"id": "labels", "weight": 7}],
        "best-practices": [],
    }
    node = {"node": {"selector": "header > button"}}
    return {
        "runtimeError": {"message": error} if error else None,
        "categories": {
            name: {"score": performance if name == "performance" else 1, "auditRefs": parts}
            for name, parts in refs.items()
        },
        "audits": {
            "shift": {
                "id": "shift",
                "score": shift,
                "title": "Shift",
                "displayValue": "0.1",
                "details": {"items": [node]},
            },
            "told": {"id": "told", "score": 0, "title": "Only told"},
            "labels": {"id": "labels", "score": None, "title": "Does not apply"},
            "total-byte-weight": {"numericValue": 51_234},
        },
    }


def test_marks_are_read_with_what_cost_points() -> None:
    read = lighthouse.read(report(0.95, 0.9))
    assert read.marks == {"performance": 95, "accessibility": 100, "best-practices": 100}
    assert read.bytes == 51_234
    assert read.lost == ("performance: shift 0.90 (0.1) at header > button",)
    assert lighthouse.too_low(read.marks) == []
    assert lighthouse.too_low(lighthouse.read(report(0.94, 1)).marks) == ["performance"]


def test_a_page_that_did_not_load_is_no_mark() -> None:
    with pytest.raises(SystemExit, match="no first paint"):
        lighthouse.read(report(1, 1, "no first paint"))
