"""The seats of 范例区 with their officers: what the tables of villager_plot.py come to."""

from bench.sample.cast import Officer
from bench.sample.villager_cast import Seat, seat_of
from bench.sample.villager_plot import SEATS

#: The city, the folder of the county and its name.
CITY, COUNTY, NAME = "shili", "fanliqu", "范例区"
IN_OFFICE = "2021-01-01"
COUNTY_OFFICERS = (
    Officer("fanliqu-od", "示例组长丙", "县委组织部", IN_OFFICE),
    Officer("fanliqu-od-check", "示例干事丙", "县委组织部", IN_OFFICE),
)
STEMS_OF = {"fanlizhen": "戊", "donglingzhen": "己", "hewanjiedao": "庚"}


def _officers(slug: str) -> tuple[Officer, ...]:
    stem = STEMS_OF[slug]
    return (
        Officer(f"{slug}-secretary", f"示例书记{stem}", "乡镇党委书记", IN_OFFICE, leading=True),
        Officer(f"{slug}-committee", f"示例委员{stem}", "乡镇党委", IN_OFFICE, leading=True),
    )


ALL_SEATS: tuple[Seat, ...] = tuple(seat_of(plan, _officers(plan.slug)) for plan in SEATS)
