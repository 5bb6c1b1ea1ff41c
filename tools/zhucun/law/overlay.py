"""What a county's own documents add where the regulation it follows leaves a blank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zhucun.law.build import Origin, Raw, table_rows
from zhucun.law.faults import PackFault, weight_faults
from zhucun.law.keys import NAMES, fits, is_of, kind_name
from zhucun.law.pack import VILLAGERS, Law, Pack
from zhucun.law.table import Table, range_faults
from zhucun.law.value import Value, frozen


@dataclass(frozen=True, slots=True)
class Overlay:
    """One local addition and where it stands: `path` and JSON `pointer` of its record.

    `raw` is an item of region.yml's `overlays`: {regulation, key, from, document, by} and
    `value` for a parameter or `levels` for a table.
    """

    raw: Raw
    path: str
    pointer: str

    @property
    def where(self) -> str:
        """The place as "path#/json/pointer"."""
        return f"{self.path}#{self.pointer}"


@dataclass(frozen=True, slots=True)
class Adopted:
    """The pack in force, overlays applied (None: nothing adopted), and what is wrong.

    A faulty overlay is left out of the pack and reported; the rest apply.
    """

    pack: Pack | None
    faults: tuple[PackFault, ...]


def adopted(
    law: Law, adoptions: Iterable[Raw], on: str, overlays: Iterable[Overlay] = ()
) -> Adopted:
    """The regulation on dispatched cadres followed on a day (ISO date) by the newest adoption that
    covers it.

    `adoptions` are region.yml's `regulations`: {regulation, from, to?}, `to` inclusive. The
    pack keeps its dates: overlays hold from their own `from`, so one view serves any day
    of the same adoption.
    """
    own = [a for a in adoptions if not is_of_villagers(law, a)]
    current = _adoption(own, on)
    if current is None:
        message = f"{on} 没有执行中的制度：请在市的 region.yml 的 regulations 中登记执行的制度包。"
        return Adopted(None, (PackFault("/regulations", "nothing-adopted", message),))
    regulation = str(current["regulation"])
    if regulation not in law:
        message = f"执行的制度包 {regulation} 不存在：records/regulations/ 下没有这个编号。"
        return Adopted(None, (PackFault("/regulations", "unknown-regulation", message),))
    mine = [each for each in overlays if str(each.raw["regulation"]) == regulation]
    return _laid_over(law.pack(regulation), mine)


def adopted_for_villagers(
    law: Law, adoptions: Iterable[Raw], on: str, overlays: Iterable[Overlay] = ()
) -> tuple[Adopted, ...]:
    """The regulations on village cadres followed on a day, each once, in order of their ids.

    `adoptions` are those of the city, the county and the township: any number may hold at once.
    """
    covering = (a for a in adoptions if is_of_villagers(law, a) and covers(a, on))
    ids = sorted({str(each["regulation"]) for each in covering})
    laid = list(overlays)
    return tuple(
        _laid_over(law.pack(id_), [o for o in laid if str(o.raw["regulation"]) == id_])
        for id_ in ids
    )


def is_of_villagers(law: Law, adoption: Raw) -> bool:
    """Whether an adoption is of a regulation on village cadres; not of one that doesn't exist."""
    id_ = str(adoption["regulation"])
    return id_ in law and law.pack(id_).population == VILLAGERS


def covers(adoption: Raw, on: str) -> bool:
    """Whether an adoption holds on a day (ISO date)."""
    return str(adoption["from"]) <= on <= str(adoption.get("to") or "9999-12-31")


def unknown_overlays(law: Law, overlays: Iterable[Overlay]) -> list[PackFault]:
    """Overlays of a regulation that no pack holds; adopted() cannot see these."""
    return [
        PackFault(
            f"{each.pointer}/regulation",
            "unknown-regulation",
            f"制度包 {each.raw['regulation']} 不存在：records/regulations/ 下没有这个编号。",
        )
        for each in overlays
        if str(each.raw["regulation"]) not in law
    ]


def _adoption(adoptions: Iterable[Raw], on: str) -> Raw | None:
    covering = [each for each in adoptions if covers(each, on)]
    return max(covering, key=lambda each: str(each["from"]), default=None)


def _laid_over(pack: Pack, overlays: list[Overlay]) -> Adopted:
    faults: list[PackFault] = []
    view = pack
    seen: set[tuple[str, str]] = set()
    for overlay in overlays:
        found = _overlay_faults(pack, overlay)
        dated = (str(overlay.raw["key"]), str(overlay.raw["from"]))
        if dated in seen:
            message = f"“{dated[0]}”自 {dated[1]} 起的本地补充写了两次，请删去一处。"
            found.append(PackFault(f"{overlay.pointer}/from", "overlay-duplicate", message))
        seen.add(dated)
        faults.extend(found)
        if not found:
            view = _with(view, overlay)
    faults.extend(_weights(view, overlays))
    return Adopted(view, tuple(faults))


def _overlay_faults(pack: Pack, overlay: Overlay) -> list[PackFault]:
    key, since = str(overlay.raw["key"]), str(overlay.raw["from"])
    if key in pack.tables:
        if "levels" not in overlay.raw:
            message = f"“{key}”是分档表，本地补充应当写 levels，不写 value。"
            return [PackFault(f"{overlay.pointer}/value", "overlay-shape", message)]
        table = pack.table(key, since)
        return _permission(overlay, table.title, table.overlay or table.undetermined) + [
            PackFault(f"{overlay.pointer}/levels/{fault.index}", fault.code, fault.message)
            for fault in range_faults(_ranges(overlay.raw), table.unit)
        ]
    if key in pack.parameters:
        if "value" not in overlay.raw:
            message = f"“{key}”是单个数值，本地补充应当写 value，不写 levels。"
            return [PackFault(f"{overlay.pointer}/levels", "overlay-shape", message)]
        parameter = pack.parameters[key]
        open_here = parameter.overlay or parameter.on(since).undetermined
        return [
            *_permission(overlay, parameter.title, open_here),
            *_kind_faults(overlay, parameter.title, pack.norms.kind_of(key)),
        ]
    message = f"制度包 {pack.id} 没有“{key}”这一项，不能由本地补充。"
    return [PackFault(f"{overlay.pointer}/key", "overlay-unknown-key", message)]


def _permission(overlay: Overlay, title: str, allowed: bool) -> list[PackFault]:
    if allowed:
        return []
    message = f"{title}已由制度规定，县里不能另定；只能补充制度留白的项目。"
    return [PackFault(f"{overlay.pointer}/key", "overlay-not-allowed", message)]


def _kind_faults(overlay: Overlay, title: str, kind: str) -> list[PackFault]:
    """A value of another kind than the program needs, or than the norms that name its key."""
    key, value = str(overlay.raw["key"]), overlay.raw["value"]
    if not fits(key, value):
        needed = kind_name(key)
    elif kind and not is_of(kind, value):
        needed = NAMES[kind]
    else:
        return []
    return [PackFault(f"{overlay.pointer}/value", "overlay-kind", f"{title}应当填{needed}。")]


def _ranges(raw: Raw) -> list[tuple[int, int | None]]:
    return [(int(row["min"]), _upper(row)) for row in raw["levels"]]


def _upper(row: Mapping[str, object]) -> int | None:
    high = row.get("max")
    return high if isinstance(high, int) else None


def _with(pack: Pack, overlay: Overlay) -> Pack:
    if str(overlay.raw["key"]) in pack.tables:
        return _with_table(pack, overlay)
    return _with_value(pack, overlay)


def _with_value(pack: Pack, overlay: Overlay) -> Pack:
    parameter = pack.parameters[str(overlay.raw["key"])]
    value = Value(
        key=parameter.key,
        title=parameter.title,
        unit=parameter.unit,
        value=frozen(overlay.raw["value"]),
        since=str(overlay.raw["from"]),
        cite=None,
        decision=None,
        rows=parameter.rows,
        where=overlay.where,
        document=str(overlay.raw["document"]),
        from_overlay=True,
    )
    parameters = {**pack.parameters, parameter.key: parameter.with_value(value)}
    return replace(pack, parameters=parameters)


def _with_table(pack: Pack, overlay: Overlay) -> Pack:
    key, since = str(overlay.raw["key"]), str(overlay.raw["from"])
    editions = pack.tables[key]
    origin = Origin(pack.id, {})
    table: Table = replace(
        editions[-1],
        since=since,
        entries=table_rows(overlay.raw["levels"], origin, f"{overlay.where}/levels"),
        where=overlay.where,
        decision=None,
        note="",
        document=str(overlay.raw["document"]),
        from_overlay=True,
    )
    kept = [
        edition
        for edition in editions
        if edition.since < since or (edition.since > since and not edition.undetermined)
    ]
    laid = tuple(sorted([*kept, table], key=lambda each: each.since))
    return replace(pack, tables={**pack.tables, key: laid})


def _weights(pack: Pack, overlays: list[Overlay]) -> list[PackFault]:
    """Weights that the overlays touched and that no longer sum to 1."""
    faults: list[PackFault] = []
    touched = {
        str(each.raw["key"]).rpartition(".")[0]: each
        for each in overlays
        if ".weights." in str(each.raw["key"])
    }
    for group, overlay in touched.items():
        parameters = [
            parameter
            for key, parameter in pack.parameters.items()
            if key.rpartition(".")[0] == group
        ]
        faults.extend(weight_faults(parameters, f"{overlay.pointer}/value"))
    return faults
