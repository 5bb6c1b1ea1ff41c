"""Village cadres for the miniature: three secretaries under the regulations on them, s2 and s3.

One is rated too low and leaves professional management in August, one stays, one never was in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

TOWN = "records/shili/shilixian/shilizhen"
VILLAGES = ("990101100201", "990101100202", "990101100203")
CADRES = ("990101-v001", "990101-v002", "990101-v003")
NAMES = ("村书甲某", "村书乙某", "村书丙某")
SECRETARY, MAYOR = "zhen-secretary", "zhen-mayor"
GROUPS = ("党员", "群众代表", "包村干部", "镇街党（工）委")
ADOPTED = [{"regulation": "s2", "from": "2026-01-01"}, {"regulation": "s3", "from": "2026-01-01"}]


class Write(Protocol):
    """Writes a record below the root of a tree."""

    def __call__(self, root: Path, path: str, data: dict[str, Any]) -> None: ...


def by(date: str, who: str = SECRETARY) -> dict[str, str]:
    """An act of an officer."""
    return {"by": who, "date": date}


def cadre(number: int, **more: Any) -> dict[str, Any]:
    """A secretary's file, the n-th of the three."""
    return {
        "id": CADRES[number],
        "name": NAMES[number],
        "gender": "女",
        "birth": "1985-05",
        "political_status": "中共党员",
        "education": {"level": "大专", "full_time": True},
        "posts": [
            {
                "serial": 1,
                "village": VILLAGES[number],
                "post": "村党组织书记",
                "from": "2019-03-01",
                "to": "2022-02-28",
                "source": "致富能手",
                "method": "两推一选",
                "ended": {
                    "date": "2022-02-28",
                    "kind": "届满",
                    "document": "示例文",
                    "by": SECRETARY,
                },
            },
            {
                "serial": 2,
                "village": VILLAGES[number],
                "post": "村党组织书记",
                "from": "2022-03-01",
                "to": "2027-02-28",
                "opinion": "能力强。",
            },
        ],
        "certificate": {
            "number": "示例证一号",
            "date": "2025-11-20",
            "issuer": "示例农村干部学院",
            "courses": ["农村党建", "集体经济", "矛盾化解", "职业技能", "民生服务"],
        },
        "study": [{"kind": "专科学历", "from": "2026-03-01", "to": "2028-07-01"}],
        "tiers": [{"from": "2026-01-01", "tier": "二档", **by("2026-01-08")}],
        "home_visits": [by("2026-01-20", MAYOR)],
        "health_checks": [{"date": "2025-09-10"}],
        "duty_logs": [{"month": "2026-01", "entries": 9, "checked": by("2026-02-04")}],
        "honours": [{"date": "2026-07-01", "title": "优秀书记", "level": "县级"}],
        "recommendations": [{"date": "2026-03-01", "kind": "党代表"}],
        **more,
    }


def enrolled(**more: Any) -> dict[str, Any]:
    """An enrolment of this year's list."""
    return {
        "kind": "书记",
        "from": "2026-01-10",
        "decided": by("2026-01-05"),
        "filed": {"to": "市委组织部", "date": "2026-01-08"},
        "opinion": "三好三强。",
        "rank": {"year": 2025, "place": 1, "total": 3},
        "income": {"year": 2025, "yuan": 48000},
        "indicators": {"年龄学历": "合适。"},
        **more,
    }


OUT = {"date": "2026-08-31", "reason": "胜任度评价", "by": SECRETARY, "evaluation": "2026/e01"}
TARGETS = {
    "year": 2026,
    "targets": [
        {
            "id": "t01",
            "village_cadre": CADRES[0],
            "date": "2026-01-08",
            "consulted": ["党员", "群众"],
            "duties": "内部的职责甲。",
            "term_goals": ["三年内路灯全亮。"],
            "annual": ["修好村道。"],
            "practical": [
                {"id": "p1", "text": "装路灯二十盏", "due": "2026-06-30", "done_on": "2026-06-20"},
                {"id": "p2", "text": "修水渠一里", "due": "2026-07-31", "done_on": "2026-08-11"},
                {"id": "p3", "text": "建晒谷场", "due": "2026-10-31"},
                {"id": "p4", "text": "办农家书屋", "due": "2026-12-31"},
            ],
            "review": {"meeting": "m90", "date": "2026-01-15"},
            "approved": by("2026-01-16"),
            "posted_on": "2026-01-20",
            "filed": {"to": "镇街党委", "date": "2026-01-22"},
            "published_on": "2026-01-20",
        },
        {
            "id": "t02",
            "village_cadre": CADRES[1],
            "date": "2026-01-09",
            "duties": "没有公开的职责。",
            "annual": ["没有公开的目标。"],
            "practical": [{"id": "p1", "text": "没有公开的实事"}],
        },
    ],
}


def evaluation(number: int, id_: str, half: str, share: float) -> dict[str, Any]:
    """A rating by the four groups, of which a share of members and masses say yes."""
    return {
        "id": id_,
        "village_cadre": CADRES[number],
        "half": half,
        **by("2026-07-06"),
        "indicators": dict.fromkeys(("工作纪律", "任务落实", "工作作风", "目标实施"), "看过了。"),
        "ballots": {g: {"ballots": 100, "competent": round(100 * share)} for g in GROUPS},
    }


COMPETENCE = {
    "year": 2026,
    "evaluations": [
        {
            **evaluation(0, "e01", "2026-H1", 0.61),
            "talk": by("2026-07-20"),
            "exit": {
                "proposed": by("2026-08-01"),
                "finding": "确实不能胜任。",
                "confirmed": by("2026-08-20"),
            },
        },
        evaluation(1, "e02", "2026-H1", 0.97),
    ],
}
RESERVE = {
    "id": "r01",
    "village": VILLAGES[0],
    "post": "村党组织书记",
    "name": "后备丁某",
    "gender": "女",
    "birth": "1996-02",
    "from": "2024-06-01",
    "nominations": ["个人自荐"],
    "deliberations": ["党组织提议"],
    "review": by("2024-05-20"),
}
OTHERS: dict[str, dict[str, Any]] = {
    "targets/2026.yml": TARGETS,
    "competence/2026.yml": COMPETENCE,
    "reserves.yml": {
        "reserves": [RESERVE],
        "reports": [{"year": 2025, "date": "2025-12-20", "document": "示例报告"}],
    },
    "debriefs/2026.yml": {
        "year": 2026,
        "debriefs": [
            {
                "id": "d01",
                "village_cadre": CADRES[0],
                "half": "2026-H1",
                "date": "2026-07-10",
                "audiences": ["办事处党委"],
                "comments": "要多走访。",
                "written": True,
                "ballots": {"满意": 30, "不满意": 1},
            }
        ],
    },
    "scores/2026.yml": {
        "year": 2026,
        **by("2026-01-10"),
        "scores": [{"village": v, "score": 700 + n} for n, v in enumerate(VILLAGES)],
        "talks": [{"village": VILLAGES[0], "village_cadre": CADRES[0], **by("2026-01-20")}],
        "removals": [
            {
                "village": VILLAGES[0],
                "village_cadre": CADRES[0],
                "proposed": by("2026-01-21"),
                "declined": {**by("2026-01-25"), "reason": "再看一年。"},
            }
        ],
    },
    "appraisals/2025.yml": {
        "year": 2025,
        "appraisals": [
            {
                "id": "a01",
                "village_cadre": CADRES[0],
                **by("2026-01-12"),
                "daily": "一般。",
                "work": "一般。",
                "raters": {"基层组织自评": "好。"},
                "evidence": {"督查通报": "两次。"},
                "outcomes": [{"kind": "经济待遇", "date": "2026-01-30", "text": "扣一点。"}],
            }
        ],
    },
    "pay/2026.yml": {
        "year": 2026,
        "pay": [
            {
                "id": "p01",
                "village_cadre": CADRES[0],
                "from": "2026-01",
                "to": "2026-06",
                "date": "2026-06-25",
                "payer": "示例财政局",
                "channel": "一卡通",
                "basic": 3200,
                "performance": 800,
                "appraisal": "2025/a01",
                "pension": 200,
                "allowance": 600,
                "tier": "二档",
                "current": 3600,
                "post_allowance": 220,
            }
        ],
    },
}


def plant_villagers(root: Path, write: Write) -> None:
    """Writes the records of village cadres into the miniature's township."""
    files = (
        cadre(0, enrolments=[enrolled(ended=OUT)]),
        cadre(1, enrolments=[enrolled()]),
        cadre(2),
    )
    for file in files:
        write(root, f"{TOWN}/village-cadres/{file['id']}.yml", file)
    for path, data in OTHERS.items():
        write(root, f"{TOWN}/{path}", data)


def adopt(region: dict[str, Any]) -> None:
    """The township follows both regulations, its villages' branches have stars."""
    region["regulations"] = ADOPTED
    for village, stars in zip(region["villages"], (4, 5, 3), strict=True):
        village["stars"] = {"2024": 4, "2025": stars}
