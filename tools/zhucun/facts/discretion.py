"""What of a norm may be told to anybody: neither its own mark nor the schemas keep it internal."""

from __future__ import annotations

from typing import Final

from zhucun.facts.acts import STREAMS
from zhucun.facts.known import FACTS
from zhucun.facts.subjects import CADRE, POSTING, VILLAGE_CADRE
from zhucun.law.norms import Cadence, Parts, Word

#: Scopes that are people, with the subjects whose facts choose among them.
_PEOPLE: Final = {CADRE: POSTING, VILLAGE_CADRE: VILLAGE_CADRE}


def is_private(norm: Cadence | Parts | Word) -> bool:
    """Whether to tell of its acts, done or missing, would tell what the schemas keep internal.

    A cadence tells also by what facts the people who owe it are chosen.
    """
    stream = STREAMS.get(norm.act)
    if norm.private or stream is None or not stream.is_public:
        return True
    kind = _PEOPLE.get(norm.scope, "") if isinstance(norm, Cadence) else ""
    chosen = norm.of if isinstance(norm, Cadence) and kind else ()
    facts = (FACTS.get((kind, name)) for name in chosen)
    return not all(fact and fact.public for fact in facts)
