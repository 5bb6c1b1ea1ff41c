"""What is wrong with a regulation pack that its schema cannot see."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from zhucun.law.basis import PackFault, basis_faults, decision_faults, row_faults
from zhucun.law.build import Origin, Raw, parameter_of
from zhucun.law.keys import fits, kind_name, required_of
from zhucun.law.norm_faults import norm_faults
from zhucun.law.own_source import own_source_faults
from zhucun.law.population import DISPATCHED
from zhucun.law.table import range_faults
from zhucun.law.value import Parameter, Value

__all__ = ["PackFault", "check_pack", "weight_faults"]

WEIGHTS = ".weights."
#: Sections whose items share one set of keys.
KEYED = ("parameters", "tables", "ladders", "cadences", "conditions", "parts", "words")


def check_pack(raw: Raw, path: str) -> list[PackFault]:
    """All faults of a pack record that is valid by schemas/regulation.json, in file order.

    `path` is the record's place ("records/regulations/s0.yml"); its name must be the id.
    """
    regulation = str(raw["id"])
    return [
        *_name_faults(regulation, path),
        *_duplicate_faults(raw),
        *own_source_faults(raw),
        *_effective_faults(raw),
        *_missing_faults(raw),
        *_parameter_faults(raw),
        *_table_faults(raw),
        *_ladder_faults(raw),
        *norm_faults(raw),
        *row_faults(raw, raw["effective"], "/effective"),
    ]


def weight_faults(parameters: Iterable[Parameter], pointer: str) -> list[PackFault]:
    """Weights of one group that on some day neither sum to 1 nor are all 待定."""
    parameters = list(parameters)
    days = sorted({value.since for parameter in parameters for value in parameter.values})
    for day in days:
        values = [parameter.on(day) for parameter in parameters]
        known = [value.number() for value in values if _weighs(value)]
        if known and len(known) < len(values):
            missing = "、".join(value.title for value in values if not _weighs(value))
            message = f"{day} 起的权重不全：{missing}待定，其余已定；要么都定，要么都待定。"
            return [PackFault(pointer, "weights-partial", message)]
        total = sum(known, Decimal(0))
        if known and total != 1:
            return [
                PackFault(pointer, "weights-sum", f"{day} 起各项权重之和是 {total}，应当是 1。")
            ]
    return []


def _weighs(value: Value) -> bool:
    return isinstance(value.value, int | float)


def _name_faults(regulation: str, path: str) -> Iterator[PackFault]:
    if not path.endswith(f"/{regulation}.yml"):
        yield PackFault("/id", "id-differs", f"制度包编号 {regulation} 与文件名不一致。")


def _duplicate_faults(raw: Raw) -> Iterator[PackFault]:
    ids = [str(item["id"]) for item in raw.get("decisions", ())]
    yield from _twice(ids, "/decisions", "id", "口径编号")
    keys: list[str] = []
    for part in KEYED:
        own = [str(item["key"]) for item in raw.get(part, ())]
        yield from _twice(own, f"/{part}", "key", "参数的键")
        for index, key in enumerate(own):
            if key in keys:
                message = f"键“{key}”在别处已经用过，每个键只能有一处。"
                yield PackFault(f"/{part}/{index}/key", "duplicate-key", message)
        keys.extend(own)


def _twice(names: list[str], pointer: str, field: str, what: str) -> Iterator[PackFault]:
    counts = Counter(names)
    for index, name in enumerate(names):
        if counts[name] > 1 and name in names[:index]:
            message = f"{what}“{name}”重复，请合并或改名。"
            yield PackFault(f"{pointer}/{index}/{field}", f"duplicate-{field}", message)


def _effective_faults(raw: Raw) -> Iterator[PackFault]:
    effective = raw["effective"]
    if effective["from"] is None and not effective.get("assumed"):
        message = "施行日期未知时，必须写明推定日期 assumed 和理由 basis。"
        yield PackFault("/effective", "no-date", message)
    yield from decision_faults(raw, effective, "/effective")


def _missing_faults(raw: Raw) -> Iterator[PackFault]:
    wanted = required_of(str(raw.get("population", DISPATCHED)))
    for part, keys in wanted.items():
        own = {str(item["key"]) for item in raw.get(part, ())}
        for key in keys:
            if key not in own:
                message = f"缺少“{key}”：制度没有规定的，也要写出这一项，数值为空并写明 silent。"
                yield PackFault(f"/{part}", "missing-key", message)


def _parameter_faults(raw: Raw) -> Iterator[PackFault]:
    groups: dict[str, list[tuple[int, Raw]]] = {}
    for index, item in enumerate(raw.get("parameters", ())):
        pointer = f"/parameters/{index}"
        yield from _date_faults(item["values"], f"{pointer}/values")
        for at, value in enumerate(item["values"]):
            here = f"{pointer}/values/{at}"
            yield from basis_faults(raw, value, value["value"] is None, here)
            if not fits(str(item["key"]), value["value"]):
                message = f"“{item['key']}”的数值应当是{kind_name(str(item['key']))}。"
                yield PackFault(f"{here}/value", "value-kind", message)
        yield from row_faults(raw, item, pointer)
        if WEIGHTS in str(item["key"]):
            group = str(item["key"]).rpartition(".")[0]
            groups.setdefault(group, []).append((index, item))
    for members in groups.values():
        pointer = f"/parameters/{members[0][0]}"
        origin = Origin(str(raw["id"]), {})
        parameters = [parameter_of(item, origin, pointer) for _, item in members]
        yield from weight_faults(parameters, pointer)


def _table_faults(raw: Raw) -> Iterator[PackFault]:
    for index, item in enumerate(raw.get("tables", ())):
        pointer = f"/tables/{index}"
        yield from _date_faults(item["editions"], f"{pointer}/editions")
        yield from row_faults(raw, item, pointer)
        for at, edition in enumerate(item["editions"]):
            here = f"{pointer}/editions/{at}"
            entries = edition["entries"]
            if entries is None:
                yield from basis_faults(raw, edition, True, here)
                continue
            ranges = [(row["min"], row.get("max")) for row in entries]
            for fault in range_faults(ranges, str(item["unit"])):
                yield PackFault(f"{here}/entries/{fault.index}", fault.code, fault.message)
            for place, row in enumerate(entries):
                spot = f"{here}/entries/{place}"
                yield from basis_faults(raw, row, False, spot)
                yield from row_faults(raw, row, spot)


def _ladder_faults(raw: Raw) -> Iterator[PackFault]:
    for index, item in enumerate(raw.get("ladders", ())):
        pointer = f"/ladders/{index}"
        yield from _date_faults(item["editions"], f"{pointer}/editions")
        yield from row_faults(raw, item, pointer)
        for at, edition in enumerate(item["editions"]):
            here = f"{pointer}/editions/{at}"
            if edition["steps"] is None:
                yield from basis_faults(raw, edition, True, here)
                continue
            for place, id in enumerate(edition.get("decisions", ())):
                named = {"decision": id}
                yield from decision_faults(raw, named, f"{here}/decisions/{place}", "")
            yield from _step_faults(raw, edition["steps"], f"{here}/steps")


def _step_faults(raw: Raw, steps: list[Raw], pointer: str) -> Iterator[PackFault]:
    for index, step in enumerate(steps):
        here = f"{pointer}/{index}"
        if step["step"] != index + 1:
            written = f"这里应是第 {index + 1} 级，写成了第 {step['step']} 级"
            message = f"阶梯应当从第 1 级起逐级写：{written}。"
            yield PackFault(f"{here}/step", "ladder-order", message)
        yield from basis_faults(raw, step, False, here)
        yield from row_faults(raw, step, here)
        for at, required in enumerate(step.get("dispositions", ())):
            spot = f"{here}/dispositions/{at}"
            yield from basis_faults(raw, required, False, spot)


def _date_faults(dated: list[Raw], pointer: str) -> Iterator[PackFault]:
    days = [str(item["from"]) for item in dated]
    for index, (before, day) in enumerate(pairwise(days), start=1):
        if day == before:
            message = f"{day} 起的数值写了两次，同一天只能有一个。"
            yield PackFault(f"{pointer}/{index}/from", "duplicate-date", message)
        elif day < before:
            message = f"数值应按起始日期从早到晚排列：{day} 排在 {before} 之后。"
            yield PackFault(f"{pointer}/{index}/from", "unsorted-dates", message)
