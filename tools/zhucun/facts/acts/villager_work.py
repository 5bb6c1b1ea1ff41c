"""What a township records of its village cadres: targets, evaluations, pay, reserves, training."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.facts.acts.meetings import meetings_of
from zhucun.facts.acts.people import OPEN
from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.acts.villagers import Item, villager_act
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.periods import HALF_YEAR, first_day, period_at

#: The kind of meeting that is training.
TRAINING: Final = "培训"


@stream("target", "目标和承诺", "targets", at="/targets/0")
def targets(county: CountyFacts) -> Iterator[Act]:
    """A village cadre's goals and promises, each of its year."""
    for found in _items(county, "targets", "targets"):
        record, _, item = found
        yield villager_act(county, found, date=item["date"], period=str(record.data["year"]))


@stream("practical", "要办的实事", "targets", at="/targets/0/practical/0")
def practical(county: CountyFacts) -> Iterator[Act]:
    """Each thing that a village cadre promised to get done, of the promise's day and its year."""
    for record, pointer, item in _items(county, "targets", "targets"):
        for index, task in enumerate(item.get("practical", ())):
            yield villager_act(
                county,
                (record, f"{pointer}/practical/{index}", task),
                whose=item["village_cadre"],
                date=item["date"],
                period=str(record.data["year"]),
            )


@stream("competence", "胜任度评价", "competence", at="/evaluations/0")
def competence(county: CountyFacts) -> Iterator[Act]:
    """Evaluations of competence, each of its half-year."""
    return _of_halves(county, "competence", "evaluations")


@stream("village_debrief", "村干部述职", "debriefs", at="/debriefs/0")
def debriefs(county: CountyFacts) -> Iterator[Act]:
    """Debriefs of village cadres, each of its half-year."""
    return _of_halves(county, "debriefs", "debriefs")


@stream("village_score", "千分制考核得分", "village_scores", at="/scores/0")
def scores(county: CountyFacts) -> Iterator[Act]:
    """A village's or community's score of a year."""
    for record, pointer, item in _items(county, "village_scores", "scores"):
        yield act(
            record,
            pointer,
            item,
            date=record.data["date"],
            period=str(record.data["year"]),
            village=item["village"],
            by=(record.data["by"],),
        )


@stream("appraisal", "村干部年度考核", "appraisals", at="/appraisals/0")
def appraisals(county: CountyFacts) -> Iterator[Act]:
    """Yearly appraisals of village cadres."""
    for found in _items(county, "appraisals", "appraisals"):
        record, _, item = found
        year = str(record.data["year"])
        yield villager_act(county, found, date=item["date"], period=year, by=(item["by"],))


@stream("pay", "村干部报酬", "pay", at="/pay/0")
def pay(county: CountyFacts) -> Iterator[Act]:
    """Payments to village cadres for what they were on the first day in post of the months paid
    for; each covers these.
    """
    for found in _items(county, "pay", "pay"):
        item = found[2]
        first, last = month_span(item["from"])[0], month_span(item["to"])[1]
        cadre = county.village_cadres.get(item["village_cadre"])
        yield villager_act(
            county,
            found,
            date=item["date"],
            span=(first, last),
            on=cadre.first_in_post(first, last) if cadre else first,
        )


@stream("reserve", "村后备干部", "reserves", at="/reserves/0")
def reserves(county: CountyFacts) -> Iterator[Act]:
    """Reserves of a village; each covers the days on the list."""
    for record, pointer, item in _items(county, "reserves", "reserves"):
        span = (item["from"], item.get("to", OPEN))
        by = (item["review"]["by"],) if "review" in item else ()
        place = item["village"]
        yield act(record, pointer, item, date=item["from"], span=span, village=place, by=by)


@stream("reserve_report", "后备干部培养情况报告", "reserves", at="/reports/0")
def reserve_reports(county: CountyFacts) -> Iterator[Act]:
    """A township's yearly report on its reserves."""
    for record, pointer, item in _items(county, "reserves", "reports"):
        yield act(record, pointer, item, date=item["date"], period=str(item["year"]))


@stream("training", "村干部培训", "meetings")
def training(county: CountyFacts) -> Iterator[Act]:
    """Training that village cadres took part in, one act for each township that they came from;
    its level is that of who held it.
    """
    for record, pointer, item in _trainings(county):
        came = (county.village_cadres.get(each["id"]) for each in item["village_cadres"])
        by = (item["chair"],) if "chair" in item else ()
        for township in dict.fromkeys(cadre.township for cadre in came if cadre):
            yield act(record, pointer, item, date=item["date"], township=township, by=by)


@stream("training_attendance", "村干部到训", "meetings", at="/meetings/0/village_cadres/0")
def training_attendance(county: CountyFacts) -> Iterator[Act]:
    """Each village cadre's training; the data are the training's, his own beside them."""
    for record, pointer, item in _trainings(county):
        for index, each in enumerate(item["village_cadres"]):
            if each["id"] in county.village_cadres:
                here = (record, f"{pointer}/village_cadres/{index}", {**item, **each})
                yield villager_act(county, here, whose=each["id"], date=item["date"])


@stream("poor_study", "学习效果差", "meetings", at="/meetings/0/poor/0")
def poor_study(county: CountyFacts) -> Iterator[Act]:
    """Each village cadre who learned little, with the talk and the make-up study."""
    for record, pointer, item in meetings_of(county):
        for index, each in enumerate(item.get("poor", ())):
            if each["village_cadre"] in county.village_cadres:
                by = (each["talk"]["by"],) if "talk" in each else ()
                here = (record, f"{pointer}/poor/{index}", each)
                yield villager_act(county, here, date=item["date"], by=by)


def _of_halves(county: CountyFacts, kind: str, part: str) -> Iterator[Act]:
    """What is about a half-year, by what the village cadre was at its end, once over."""
    for found in _items(county, kind, part):
        item = found[2]
        date, half = item["date"], item["half"]
        by = (item["by"],) if "by" in item else ()
        on = min(date, period_at(HALF_YEAR, first_day(half)).end)
        yield villager_act(county, found, date=date, period=half, by=by, on=on)


def _trainings(county: CountyFacts) -> Iterator[Item]:
    for record, pointer, item in meetings_of(county):
        if item["kind"] == TRAINING and item.get("village_cadres"):
            yield record, pointer, item


def _items(county: CountyFacts, kind: str, part: str) -> Iterator[Item]:
    for record in county.of(kind):
        for index, item in enumerate(record.data.get(part, ())):
            yield record, f"/{part}/{index}", item
