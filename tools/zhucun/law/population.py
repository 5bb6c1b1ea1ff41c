"""Whom a regulation is about.

In the names of modules and functions `villager` is short for village cadre (村干部) and never means
who merely lives in a village (村民).
"""

from typing import Final

#: Cadres dispatched to villages; a city follows one such regulation at a time.
DISPATCHED: Final = "驻村干部"
#: The villages' own secretaries and committee members; several may be in force in a place.
VILLAGERS: Final = "村干部"
