"""What a page may show. Pages and data files are made from these and from nothing else.

Everything here has passed the public projection: names and phones are as the region publishes them
("" where it doesn't), codes and dates are text. Nothing says of a single day that a cadre was
away: not even that it was a working day without him, which would be a day of leave.
"""

from zhucun.publish.model.basis import Basis
from zhucun.publish.model.ladder import Ladder, Step
from zhucun.publish.model.method import Method
from zhucun.publish.model.people import (
    BUSINESS,
    FEW,
    IN_VILLAGE,
    MOST,
    NOTHING,
    SOME,
    Board,
    Cadre,
    LogMonth,
    Month,
    Posting,
    Week,
)
from zhucun.publish.model.places import Township, Village
from zhucun.publish.model.site import County, Site, samples_among
from zhucun.publish.model.tables import Ground, Table, TableCell, TableColumn
from zhucun.publish.model.told import Bulletin, BulletinFigure, Corrected, Event
from zhucun.publish.model.villagers import (
    VILLAGER_BOARDS,
    Pledge,
    Secretary,
    Task,
    VillagerLaw,
)
from zhucun.publish.model.work import (
    Article,
    Case,
    CaseCounts,
    Completeness,
    Photo,
    PhotoSize,
    Progress,
    Project,
)

__all__ = [
    "BUSINESS",
    "FEW",
    "IN_VILLAGE",
    "MOST",
    "NOTHING",
    "SOME",
    "VILLAGER_BOARDS",
    "Article",
    "Basis",
    "Board",
    "Bulletin",
    "BulletinFigure",
    "Cadre",
    "Case",
    "CaseCounts",
    "Completeness",
    "Corrected",
    "County",
    "Event",
    "Ground",
    "Ladder",
    "LogMonth",
    "Method",
    "Month",
    "Photo",
    "PhotoSize",
    "Pledge",
    "Posting",
    "Progress",
    "Project",
    "Secretary",
    "Site",
    "Step",
    "Table",
    "TableCell",
    "TableColumn",
    "Task",
    "Township",
    "Village",
    "VillagerLaw",
    "Week",
    "samples_among",
]
