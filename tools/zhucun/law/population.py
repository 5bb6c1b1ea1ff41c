"""Whom a regulation is about."""

from typing import Final

#: Cadres dispatched to villages; a city follows one such regulation at a time.
DISPATCHED: Final = "驻村干部"
#: The villages' own secretaries and committee members; several may be in force in a place.
VILLAGERS: Final = "村干部"
