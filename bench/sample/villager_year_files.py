"""A township's year: targets, competence, debriefs and appraisals of its village cadres."""

from collections.abc import Iterator
from random import Random

from bench.sample import villager_story as story
from bench.sample import villager_texts as words
from bench.sample.days import next_workday
from bench.sample.villager_cast import Seat, Villager
from bench.sample.villager_meetings import review_meeting
from bench.sample.yamlish import Block, Data, document

TARGETS_HEAD = """目标和承诺：一年一个文件，一人一条。
practical 是当年要办的实事，办好一件写 done_on；没有办的不写，不要删。"""
COMPETENCE_HEAD = """胜任度评价：每半年一次，四方分别测评。
ballots 是收回的票，competent 是认为胜任的票。"""
DEBRIEFS_HEAD = "述职评议：每半年一次，所有班子成员都要述职。"
APPRAISALS_HEAD = "村干部年度考核：三评、依据和结果运用。"
#: When the year's targets were put forward, and the evaluation and the debriefs of each half held.
PROPOSED = {2025: "2025-03-04", 2026: "2026-01-06"}
EVALUATED = {"2025-H1": "2025-07-07", "2025-H2": "2026-01-08", "2026-H1": "2026-07-07"}
DEBRIEFED = {"2025-H1": "2025-07-09", "2025-H2": "2026-01-12", "2026-H1": "2026-07-09"}
PHASES = {2025: "落实执行年", 2026: "创新突破年"}
YEARS = (2025, 2026)
GROUPS = {"党员": (28, 36), "群众代表": (30, 40), "包村干部": (3, 3), "镇街党（工）委": (9, 9)}
INDICATORS = ("工作纪律", "任务落实", "工作作风", "目标实施")

Files = Iterator[tuple[str, str]]


def year_files(seat: Seat, folder: str) -> Files:
    """Four kinds, each a file a year."""
    for year in YEARS:
        targets: dict[str, Data] = {"year": year}
        if seat.office:
            targets["phase"] = PHASES[year]
        targets["targets"] = [*_targets(seat, year)]
        yield f"{folder}/targets/{year}.yml", document(targets, TARGETS_HEAD)
        halves = [half for half in story.HALVES if half.startswith(f"{year}")]
        judged = [line for half in halves for line in _evaluations(seat, half)]
        data: dict[str, Data] = {"year": year, "evaluations": judged}
        yield f"{folder}/competence/{year}.yml", document(data, COMPETENCE_HEAD)
        if seat.office:
            heard = [line for half in halves for line in _debriefs(seat, half)]
            data = {"year": year, "debriefs": heard}
            yield f"{folder}/debriefs/{year}.yml", document(data, DEBRIEFS_HEAD)
    appraised: dict[str, Data] = {"year": 2025, "appraisals": [*_appraisals(seat)]}
    yield f"{folder}/appraisals/2025.yml", document(appraised, APPRAISALS_HEAD)


def _targets(seat: Seat, year: int) -> Iterator[Data]:
    """Every enrolled secretary's; in the sub-district every member's of every team."""
    whole = f"{year}-01-01", min(f"{year}-12-31", story.TODAY)
    for person in seat.people:
        there = [held for held in person.posts if held.start <= whole[1] and held.covers(whole[1])]
        if there and (seat.office or person.professional(*whole)):
            day = max(PROPOSED[year], next_workday(there[0].start, 10))
            yield _target(seat, person, year, day)


def _target(seat: Seat, person: Villager, year: int, day: str) -> Data:
    serial = person.serial
    rng = Random(f"{person.id}/{year}/targets")
    data = Block({"id": f"t{serial}", "village_cadre": person.id, "date": day})
    data["consulted"] = ["党员", "群众"]
    leads = person.leads(day)
    duties = words.MEMBER_DUTIES if not leads else words.DUTIES
    data["duties"] = words.OFFICE_DUTIES if leads and seat.office else duties
    kind = seat.kind_of(person, day)
    data["term_goals"] = [*rng.sample(words.TERM_GOALS[kind], 2)]
    data["annual"] = [*rng.sample(words.ANNUAL[kind], 3 if leads else 2)]
    if not leads:
        data["approved"] = {"by": seat.secretary, "date": next_workday(day, 6)}
        return data
    data["practical"] = [*_tasks(person, rng.sample(words.TASKS[kind], 2), year, day)]
    meeting, reviewed = review_meeting(seat, day)
    data["review"] = {"meeting": meeting, "date": reviewed}
    data["approved"] = {"by": seat.secretary, "date": next_workday(reviewed)}
    shown = next_workday(reviewed, 4)
    data["posted_on"] = shown
    data["filed"] = {"to": "镇街党委", "date": next_workday(reviewed, 6)}
    data["published_on"] = shown
    return data


def _tasks(person: Villager, texts: list[str], year: int, day: str) -> Iterator[Data]:
    """Two a year: the first due in autumn, the second by December, this year partly open."""
    rng = Random(f"{person.id}/{year}/tasks")
    for number, text in enumerate(texts, start=1):
        told = (person.serial, year, f"p{number}")
        first = "09-30" if told in story.DELAYED else rng.choice(("09-30", "10-31"))
        due = f"{year}-{first if number == 1 else '12-15'}"
        month = rng.choice(("08", "09") if number == 1 else ("11", "12"))
        done = f"{year}-{month}-{rng.randrange(1, 14):02d}"
        done = story.DELAYED.get(told, done)
        task: dict[str, Data] = {"id": f"p{number}", "text": text, "due": due}
        if day < done <= story.TODAY:
            task["done_on"] = done
        yield task


def _evaluations(seat: Seat, half: str) -> Iterator[Data]:
    end = story.HALVES[half]
    for person in seat.people:
        if person.professional(end, end):
            yield _evaluation(seat, person, half)


def _evaluation(seat: Seat, person: Villager, half: str) -> Data:
    serial = person.serial
    rng = Random(f"{person.id}/{half}/votes")
    vote = next((v for v in story.VOTES if (v.serial, v.half) == (serial, half)), None)
    data = Block({"id": story.evaluation_id(serial, half), "village_cadre": person.id})
    data |= {"half": half, "date": EVALUATED[half], "by": seat.secretary}
    data["indicators"] = {name: rng.choice(words.RATED) for name in INDICATORS}
    ballots: dict[str, Data] = {}
    for group, (least, most) in GROUPS.items():
        number = rng.randint(least, most)
        competent = number - (rng.randrange(3) if most > 9 else 0)
        if vote and group in vote.ballots:
            competent, number = vote.ballots[group]
        ballots[group] = {"ballots": number, "competent": competent}
    data["ballots"] = Block(ballots)
    if vote and vote.talk:
        data["talk"] = {"by": seat.secretary, "date": vote.talk}
    if vote and vote.exit[0]:
        data["exit"] = _exit(seat, *vote.exit)
    return data


def _exit(seat: Seat, proposed: str, how: str, decided: str, why: str) -> Data:
    data = Block({"proposed": {"by": seat.member, "date": proposed}})
    if how == "confirmed":
        data["finding"] = why
        data["confirmed"] = {"by": seat.secretary, "date": decided}
    else:
        data["declined"] = {"by": seat.secretary, "date": decided, "reason": why}
    return data


def _debriefs(seat: Seat, half: str) -> Iterator[Data]:
    end = story.HALVES[half]
    for person in seat.serving(end):
        serial = person.serial
        rng = Random(f"{person.id}/{half}/debrief")
        before: list[Data] = ["办事处党委", "党员大会"]
        if (serial, half) not in story.NOT_BEFORE_VILLAGERS:
            before.append("村（居）民代表会议")
        content, mostly = rng.randint(26, 38), rng.randrange(6)
        yield Block(
            {
                "id": f"h{half[-1]}-{serial}",
                "village_cadre": person.id,
                "half": half,
                "date": DEBRIEFED[half],
                "audiences": [*before],
                "comments": rng.choice(words.COMMENTS),
                "written": True,
                "ballots": {"满意": content, "基本满意": mostly, "不满意": rng.randrange(2)},
            }
        )


def _appraisals(seat: Seat) -> Iterator[Data]:
    """Of 2025: in the sub-district everybody, in the towns secretaries and enrolled members."""
    end = "2025-12-31"
    for person in seat.serving(end):
        if not (seat.office or person.leads(end)):
            continue
        rng = Random(f"{person.id}/2025/appraisal")
        data = Block({"id": f"a{person.serial}", "village_cadre": person.id})
        data |= {"date": "2026-01-14", "by": seat.secretary}
        data |= {"daily": rng.choice(words.DAILY), "work": rng.choice(words.WORK)}
        data["raters"] = {
            who: rng.choice(words.RATED) for who in ("基层组织自评", "党员群众测评", "上级组织考评")
        }
        data["evidence"] = Block(
            {
                "履责全程纪实": "全年按月登记，检查合格",
                "督查通报": "没有被点名的问题",
                "千分制考核": "按所在村（社区）得分",
                "党员群众评议": "年末述职评议",
            }
        )
        if seat.office:
            data["outcomes"] = [
                {"kind": kind, "date": "2026-01-28", "text": text}
                for kind, text in words.RESULTS.items()
            ]
        yield data
