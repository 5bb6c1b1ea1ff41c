"""The quarterly draw, and circulars about what inspections found."""

from collections.abc import Iterator
from math import ceil
from random import Random

from bench.sample import days as d
from bench.sample.cast import City, Plot
from bench.sample.inspection_files import Numbered
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_span
from zhucun.facts.draws import drawn

DRAW_HEAD = """随机抽查名单：frame 是季度最后一天在任的全部干部，sample 凭 seed 可以重算。"""
CIRCULARS_HEAD = """通报：每次督查的结果和整改情况。"""
QUARTERS = ("03", "06", "09")
SHARE = 0.1
OPINIONS = ("日志连续，内容具体。", "日志与考勤相符，走访有记录。", "按周上传，办理结果写得清楚。")
# What the sample's circulars say of a county in which nobody was missing.
PROBLEM = "个别日志内容较简单，要求写明办理结果。"


def draw_files(plot: Plot, city: City) -> Iterator[tuple[str, str]]:
    """One draw a quarter, with what was found about each cadre drawn (S0)."""
    year = plot.months[-1][:4]
    if city.regulation != "s0":
        return
    for number, last in enumerate(QUARTERS, start=1):
        end = month_span(f"{year}-{last}")[1]
        frame = {
            c.prefix: [k.id for k in c.cadres if any(p.covers(end) for p in k.postings)]
            for c in city.counties
        }
        everybody = [id_ for ids in frame.values() for id_ in ids]
        lot = Random(f"{plot.seed}/{city.prefix}/{last}/seed").randrange(10**8)
        seed = f"{city.name}{year}年第{number}季度驻村日志抽查 {lot:08d}"
        sample = sorted(drawn(everybody, seed, ceil(len(everybody) * SHARE)))
        made = d.next_workday(end, 5)
        looked = d.next_workday(made, 6)
        rng = Random(f"{plot.seed}/{city.prefix}/{last}/draw")
        results: list[Data] = [
            {"cadre": id_, "by": f"{city.slug}-od", "date": looked, "opinion": rng.choice(OPINIONS)}
            for id_ in sample
        ]
        data: dict[str, Data] = {
            "quarter": f"{year}-Q{number}",
            "date": made,
            "by": f"{city.slug}-od",
            "seed": seed,
            "method": "sha256",
            "frame": Block({f'"{code}"': [*ids] for code, ids in frame.items()}),
            "sample": [*sample],
            "results": results,
        }
        yield f"{city.slug}/draws/{year}-Q{number}.yml", document(data, DRAW_HEAD)


def circular_files(plot: Plot, city: City, by_city: list[Numbered]) -> Iterator[tuple[str, str]]:
    """S4: a circular each quarter on the city's inspections; S0: the talks after an absence."""
    year = plot.months[-1][:4]
    data: dict[str, Data] = {"year": int(year)}
    if city.regulation == "s4":
        data["circulars"] = [*_circulars(city, by_city, year)]
    elif city.regulation == "s0" and plot.story.accountability:
        data["accountability"] = [
            Block(
                {
                    "county": told.county,
                    "date": told.day,
                    "by": f"{city.slug}-od",
                    "reason": told.reason,
                    "talks": [
                        {"person": person, "date": day, "by": f"{city.slug}-od"}
                        for person, day in told.talks
                    ],
                }
            )
            for told in plot.story.accountability
        ]
    else:
        return
    yield f"{city.slug}/circulars/{year}.yml", document(data, CIRCULARS_HEAD)


def _circulars(city: City, by_city: list[Numbered], year: str) -> Iterator[Data]:
    for number, last in enumerate((*QUARTERS, "10"), start=1):
        first = f"{year}-{max(int(last) - 2, 1):02d}" if last != "10" else f"{year}-10"
        about = [n for n in by_city if first <= n.month <= f"{year}-{last}"]
        if not about:
            continue
        day = d.next_workday(month_span(f"{year}-{last}")[1], 6)
        items: list[Data] = []
        if number < 4:
            items = [
                {
                    "county": city.counties[0].prefix,
                    "problem": PROBLEM,
                    "due": d.next_workday(day, 30),
                    "rectified": {
                        "date": d.next_workday(day, 21),
                        "by": f"{city.counties[0].slug}-od",
                        "note": "已逐人提醒，下月日志已改进。",
                    },
                }
            ]
        yield Block(
            {
                "id": f"t{number:02d}",
                "date": day,
                "by": f"{city.slug}-od",
                "scope": "全市",
                "inspections": [n.id for n in about],
                "items": items,
            }
        )
