"""Every fact that packs may name: importing this module registers them."""

from __future__ import annotations

from zhucun.facts import (
    acting_deputies,
    benefit_facts,
    board_facts,
    by_reference,
    detachment,
    place_facts,
    posting_facts,
    selection_facts,
    team_facts,
    villager_acts,
    villager_enrolments,
    villager_places,
    villager_posts,
    work_facts,
)
from zhucun.facts.conditions import FACTS

__all__ = [
    "FACTS",
    "acting_deputies",
    "benefit_facts",
    "board_facts",
    "by_reference",
    "detachment",
    "place_facts",
    "posting_facts",
    "selection_facts",
    "team_facts",
    "villager_acts",
    "villager_enrolments",
    "villager_places",
    "villager_posts",
    "work_facts",
]
