"""What is wrong with the norms of a pack that its schema cannot see."""

from collections import Counter
from collections.abc import Iterator, Mapping

from zhucun.law.basis import PackFault, basis_faults, cite_faults, decision_faults, row_faults
from zhucun.law.build import Raw
from zhucun.law.keys import NAMES, is_of
from zhucun.law.norms import NAMED
from zhucun.law.population import DISPATCHED, VILLAGERS

#: What a condition may be compared with; `present` is compared with nothing.
OPERANDS = ("value", "parameter", "other")
PRESENT = "present"
#: Periods that depend on a posting.
OF_POSTINGS = ("service_year", "term")
#: Subjects without a first day, of which what lasts can't be asked apart.
ALWAYS_THERE = ("village", "township", "county", "unit")
#: Subjects of either population alone, by whom a regulation is about.
OTHERS_SUBJECTS = {
    DISPATCHED: ("village_cadre", "enrolment"),
    VILLAGERS: ("posting", "cadre", "unit"),
}


def norm_faults(raw: Raw) -> Iterator[PackFault]:
    """Faults of cadences, conditions, parts, words, duties and materials, section by section."""
    parameters = {str(item["key"]): item for item in raw.get("parameters", ())}
    others = OTHERS_SUBJECTS[str(raw.get("population", DISPATCHED))]
    for section in NAMED:
        for index, item in enumerate(raw.get(section, ())):
            pointer = f"/{section}/{index}"
            yield from _norm_faults(raw, item, pointer)
            yield from _named_faults(item, NAMED[section], pointer, parameters)
            if section == "cadences":
                yield from _cadence_faults(item, pointer)
                yield from _subject_faults(item, "scope", pointer, others)
            if section == "conditions":
                yield from _condition_faults(item, pointer)
                yield from _subject_faults(item, "of", pointer, others)
            if section == "parts":
                yield from _field_faults(item, pointer, parameters)
    yield from _list_faults(raw, "duties", "code")
    yield from _list_faults(raw, "materials", "key")


def _norm_faults(raw: Raw, item: Raw, pointer: str) -> Iterator[PackFault]:
    """Its basis is its own, or that of a parameter it names, which is judged with the parameter."""
    fields = {field for named in NAMED.values() for field in named} - {"grace", "early"}
    rests = any(field in item for field in fields)
    if not rests and not item.get("cite") and not item.get("decision"):
        yield from basis_faults(raw, item, False, pointer)
    yield from decision_faults(raw, item, pointer)
    if item.get("cite"):
        yield from cite_faults(raw, item["cite"], f"{pointer}/cite")
    yield from row_faults(raw, item, pointer)


def _named_faults(
    item: Raw, named: Mapping[str, str], pointer: str, parameters: Mapping[str, Raw]
) -> Iterator[PackFault]:
    """Parameters that don't exist or whose values are of another kind than the norm needs."""
    for field, kind in named.items():
        key = item.get(field)
        if key is None:
            continue
        if key not in parameters:
            message = f"参数“{key}”不在本制度包的 parameters 中，请先写出这一项。"
            yield PackFault(f"{pointer}/{field}", "unknown-parameter", message)
        elif kind and not all(is_of(kind, v["value"]) for v in parameters[key]["values"]):
            message = f"“{key}”的数值应当是{NAMES[kind]}，这里才能引用。"
            yield PackFault(f"{pointer}/{field}", "parameter-kind", message)


def _cadence_faults(item: Raw, pointer: str) -> Iterator[PackFault]:
    if item["per"] in OF_POSTINGS and item["scope"] != "cadre":
        message = "按任职年度或任期计的频次只能按每名干部（cadre）计。"
        yield PackFault(f"{pointer}/per", "cadence-period", message)


def _condition_faults(item: Raw, pointer: str) -> Iterator[PackFault]:
    given = [name for name in OPERANDS if name in item]
    wanted = 0 if item["test"] == PRESENT else 1
    if len(given) != wanted:
        message = (
            "与什么比要写 value、parameter、other 中的一项，也只能一项。"
            if wanted
            else "只看有没有记录（present）的，不写 value、parameter、other。"
        )
        yield PackFault(f"{pointer}/test", "condition-operand", message)
    if item.get("lasting") and item["of"] in ALWAYS_THERE:
        message = "只有任职、纳入和行为的条件要写 lasting；别的本来就按判断当日的制度。"
        yield PackFault(f"{pointer}/lasting", "condition-lasting", message)


def _subject_faults(
    item: Raw, field: str, pointer: str, others: tuple[str, ...]
) -> Iterator[PackFault]:
    """A subject that only regulations on the other population are about."""
    if item[field] in others:
        message = f"适用对象（population）不同：本制度包不能管 {item[field]}。"
        yield PackFault(f"{pointer}/{field}", "other-population", message)


def _field_faults(item: Raw, pointer: str, parameters: Mapping[str, Raw]) -> Iterator[PackFault]:
    """Fields given for texts that the parameter doesn't list, or not for all that it does."""
    fields = item.get("fields")
    needs = parameters.get(str(item["needs"]))
    if not fields or needs is None:
        return
    listed = {
        str(text)
        for value in needs["values"]
        if isinstance(value["value"], list)
        for text in value["value"]
    }
    for text in sorted({str(text) for text in fields} - listed):
        message = f"“{text}”不在“{item['needs']}”所列的内容之中，请核对用字。"
        yield PackFault(f"{pointer}/fields", "unknown-part", message)
    for text in sorted(listed - {str(text) for text in fields}):
        message = f"“{text}”没有写明对应哪个字段。"
        yield PackFault(f"{pointer}/fields", "part-without-field", message)


def _list_faults(raw: Raw, section: str, name: str) -> Iterator[PackFault]:
    """Faults of the lists that tables count by."""
    items = raw.get(section, ())
    counts = Counter(str(item[name]) for item in items)
    seen: set[str] = set()
    for index, item in enumerate(items):
        pointer, own = f"/{section}/{index}", str(item[name])
        if counts[own] > 1 and own in seen:
            message = f"“{own}”写了两次，请合并或改名。"
            yield PackFault(f"{pointer}/{name}", f"duplicate-{name}", message)
        seen.add(own)
        yield from basis_faults(raw, item, False, pointer)
        yield from row_faults(raw, item, pointer)
