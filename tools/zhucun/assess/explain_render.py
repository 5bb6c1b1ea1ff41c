"""An explanation as Chinese text or as JSON, with evidence as path:line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhucun.assess.trace import Section, Trace
from zhucun.law.grounds import Ground
from zhucun.read.locate import locate


def explain_text(sections: Iterable[Section], root: Path) -> str:
    """The sections as indented Chinese text; each evidence file is read once."""
    sections = list(sections)
    lines_of = evidence_lines(sections, root)
    lines: list[str] = []
    for section in sections:
        lines += ["", f"【{section.title}】"]
        for trace in section.traces:
            lines.append(f"  {trace.figure}：{trace.value}")
            if trace.how:
                lines.append(f"      {trace.how}")
            lines += [f"      依据 {_ground_text(ground)}" for ground in trace.grounds]
            lines += [f"      记录 {lines_of[place]}" for place in dict.fromkeys(trace.evidence)]
    return "\n".join(lines).lstrip("\n") + "\n"


def explain_json(sections: Iterable[Section], root: Path) -> str:
    """The sections as JSON: [{title, figures: [{figure, value, how, cites, …, evidence}]}]."""
    sections = list(sections)
    lines_of = evidence_lines(sections, root)
    plain = [
        {
            "title": section.title,
            "figures": [_trace_json(trace, lines_of) for trace in section.traces],
        }
        for section in sections
    ]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def evidence_lines(sections: Iterable[Section], root: Path) -> dict[str, str]:
    """`path:line` of every `path#pointer` in the sections, opening each file at most once.

    What is not a record's place (a case may name other evidence in words) stays as it is.
    """
    by_path: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for section in sections:
        for trace in section.traces:
            for place in trace.evidence:
                path, mark, _ = place.partition("#")
                if mark and (root / path).is_file():
                    by_path.setdefault(path, []).append(place)
                else:
                    found[place] = place
    for path, places in by_path.items():
        raw = (root / path).read_bytes()
        for place in places:
            line, _ = locate(raw, place.partition("#")[2], key=True)
            found[place] = f"{path}:{line}"
    return found


def _ground_text(ground: Ground) -> str:
    said = []
    if ground.cite:
        said.append(
            f"{ground.cite.article}{_quoted(ground.cite.quote)}（{ground.cite.regulation}）"
        )
    if ground.decision:
        said.append(f"口径 {ground.decision.id}（{ground.decision.choice}）")
    if ground.document:
        said.append(f"本地文件《{ground.document.strip('《》')}》")
    if ground.silence:
        said.append(f"待定：{ground.silence}")
    return "；".join(said)


def _quoted(text: str) -> str:
    """The quote in quotation marks that it does not use itself."""
    return f"「{text}」" if "“" in text else f"“{text}”"


def _trace_json(trace: Trace, lines_of: dict[str, str]) -> dict[str, Any]:
    cites = [g.cite for g in trace.grounds if g.cite]
    decisions = [g.decision for g in trace.grounds if g.decision]
    return {
        "figure": trace.figure,
        "value": trace.value,
        "how": trace.how,
        "cites": [
            {"regulation": c.regulation, "article": c.article, "quote": c.quote} for c in cites
        ],
        "decisions": [{"id": d.id, "title": d.title, "choice": d.choice} for d in decisions],
        "documents": [g.document for g in trace.grounds if g.document],
        "undetermined": [g.silence for g in trace.grounds if g.silence],
        "evidence": [lines_of[place] for place in dict.fromkeys(trace.evidence)],
    }
