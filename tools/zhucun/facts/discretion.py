"""What of a norm may be told to anybody: neither its own mark nor the schemas keep it internal."""

from __future__ import annotations

from zhucun.facts.acts import STREAMS
from zhucun.facts.known import FACTS
from zhucun.facts.subjects import CADRE, POSTING
from zhucun.law.norms import Cadence, Parts, Word


def is_private(norm: Cadence | Parts | Word) -> bool:
    """Whether to tell of its acts, done or missing, would tell what the schemas keep internal.

    A cadence tells also by what facts the cadres who owe it are chosen.
    """
    stream = STREAMS.get(norm.act)
    if norm.private or stream is None or not stream.is_public:
        return True
    chosen = norm.of if isinstance(norm, Cadence) and norm.scope == CADRE else ()
    facts = (FACTS.get((POSTING, name)) for name in chosen)
    return not all(fact and fact.public for fact in facts)
