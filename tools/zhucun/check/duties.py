"""Duty codes of log entries: those of the regulation and of the kind of place."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.duties import duties_at, place_kind
from zhucun.law.norms import Duty
from zhucun.law.pack import Pack


@rule(
    title="职责代码与制度、驻地相符",
    why="用了别的制度或别处的代码，做过的事就记到不相干的职责上，季度覆盖也数错了。",
    mend="改成当日执行的制度给驻村或驻社区列出的代码；没有相应职责的，不写代码。",
    rows=("S0-18", "S4-21", "S4-39"),
)
def duty_belongs_to_the_place(county: CountyFacts) -> Iterator[Found]:
    """Each code of a log entry is a duty of the regulation in force and of 村 or 社区."""
    for log in county.logs.values():
        cadre = county.cadres.get(log.cadre)
        for index, entry in enumerate(log.entries):
            day, codes = entry["date"], entry.get("duties", ())
            pack = county.pack(day) if codes else None
            if pack is None:
                continue
            posting = cadre.posting_on(day) if cadre else None
            kind = place_kind(county, posting) if posting and not county.lacks_a_region else ""
            fitting = {d.code: d for d in (duties_at(county, kind, day) if kind else ())}
            known = {d.code: d for d in pack.norms.duties}
            for n, code in enumerate(codes):
                problem = _problem(pack, known.get(code), kind)
                if problem:
                    yield Found(
                        log.path,
                        f"/entries/{index}/duties/{n}",
                        f"{log.cadre} {day} 的日志写了职责 {code}，{problem}",
                        subject=log.cadre,
                        period=log.month,
                        got=code,
                        need="、".join(fitting or known) or None,
                        cite=known[code].cite if code in known else None,
                    )


def _problem(pack: Pack, duty: Duty | None, kind: str) -> str:
    """What is wrong with a code; "" for one that fits, or whose place is not known."""
    if duty is None and not pack.norms.duties:
        return f"当日执行的{pack.title}没有列出职责"
    if duty is None:
        return f"不是当日执行的{pack.title}的职责"
    if kind and kind not in duty.places:
        return f"这是驻{'、'.join(duty.places)}的职责，本人驻{kind}"
    return ""
