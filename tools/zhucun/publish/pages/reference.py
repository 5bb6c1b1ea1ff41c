"""Pages that explain the others: regulations, rules, data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhucun.check.catalogue import RULES
from zhucun.gate.catalogue import HISTORY
from zhucun.law.pack import Pack
from zhucun.publish.open_data import feeds
from zhucun.publish.open_data.api import FOLDER, the_api
from zhucun.publish.open_data.api_documents import PROMISE, USE
from zhucun.publish.open_data.data_files import Written
from zhucun.publish.page import Page
from zhucun.publish.pages.board_list import EVERY_BOARD
from zhucun.publish.projection.ladders import CAPS

_SEVERITIES = (("block", "不改不能合并"), ("warn", "提醒"), ("info", "告知"))
_OUTPUTS = {"approver": "审批人", "body": "机关", "days": "天数", "note": "说明"}


def reference_pages(
    packs: Iterable[Pack],
    followers: dict[str, list[str]],
    written: tuple[Written, ...],
    as_of: str,
) -> Iterator[Page]:
    """Regulations (one page for each adopted pack), rules, data files.

    `followers` maps a pack to the names of the regions that adopted it.
    """
    packs = list(packs)
    shared = {"packs": packs, "followers": followers}
    yield Page("regulation/", "regulations.html.j2", "制度与口径", context=shared)
    for pack in packs:
        yield Page(
            f"regulation/{pack.id}/",
            "regulation.html.j2",
            pack.title,
            kind="制度",
            searched=True,
            context={
                "pack": pack,
                "nulls": pack.nulls(as_of),
                "followers": followers.get(pack.id, []),
                "caps": CAPS,
                "labels": _OUTPUTS,
                "severities": dict(_SEVERITIES),
            },
        )
    yield Page(
        "rules/",
        "rules.html.j2",
        "检查规则",
        context={
            "groups": {
                "看记录本身": list(RULES.values()),
                "看改动前后": [each.rule for each in HISTORY.values()],
            },
            "words": _SEVERITIES,
            "dict_words": dict(_SEVERITIES),
        },
    )
    yield Page("data/", "data.html.j2", "数据", context=_data(written))


#: What of the data belongs to no board, in the words of the site's own sections.
_SECTIONS = {
    "column": "我在乡村振兴第一线",
    "bulletin": "工作简报",
    "changes": "变动",
    "region": "村和社区",
    "regulation": "制度",
}


def _data(written: Iterable[Written]) -> dict[str, object]:
    """What the page of data shows: the datasets by board, in the order of the boards."""
    titles = {board.slug: board.title for board in EVERY_BOARD} | _SECTIONS
    groups: dict[str, list[Written]] = {board: [] for board in titles}
    for each in written:
        groups[each.dataset.board].append(each)
    return {
        "groups": [(titles[board], group) for board, group in groups.items() if group],
        "api": the_api(),
        "folder": FOLDER,
        "promise": PROMISE,
        "use": USE,
        "kinds": feeds.KINDS,
    }
