"""Cases and assessments, as the plot tells them."""

from collections.abc import Iterator
from random import Random

from bench.sample.cast import CIVIL_SERVANT, Cadre, CaseTold, City, County, Graded, Plot, Township
from bench.sample.month_files import officer_on, secretary_on
from bench.sample.yamlish import Block, Data, document

CASE_HEAD = """负面清单案件：一案一个文件。
先立案（opened），查实后认定（confirmed），处理写在 dispositions。
没有公开决定（publication）的，网站只计数，不显示内容。"""
ASSESSMENT_HEAD = """年度考核：日常、半年、年终三部分，缺一部分就没有综合得分。
等次用语按人员身份：公务员是称职，其他是合格。"""
TERM_HEAD = "期满考核：派出单位会同县委组织部，一段任职一个文件。"
_WITH: dict[str, Data] = {"with": ["驻村工作队", "人事部门", "乡镇党委"]}
GROUPS = {"乡镇党政领导班子成员": 9, "两代表一委员": 8, "村支两委成员": 7, "村民代表": 25}
CIVIL_GRADES = ("优秀", "称职", "基本称职", "不称职")
OTHER_GRADES = ("优秀", "合格", "基本合格", "不合格")


def _act(by: str, day: str, **more: Data) -> dict[str, Data]:
    return {"by": by, "date": day, **more}


def case_files(
    plot: Plot, county: County, folder: str, absences: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """The county's cases; `absences` are inspection ids by (cadre, date)."""
    for told in plot.story.cases:
        if told.id.startswith(county.prefix):
            head = CASE_HEAD if told.id.endswith("c001") else ""
            yield f"{folder}/cases/{told.id}.yml", document(_case(told, absences), head)


def _case(told: CaseTold, absences: dict[tuple[str, str], str]) -> dict[str, Data]:
    data: dict[str, Data] = {
        "id": told.id,
        "cadre": told.cadre,
        "kind": told.kind,
        "found_on": told.found_on,
    }
    if told.month:
        data["month"] = told.month
    data["opened"] = _act(*told.opened)
    if told.absent_on:
        data["inspections"] = [absences[told.cadre, told.absent_on]]
    evidence = [f"{told.month} 月考勤表"] if told.month else list(told.evidence)
    if evidence:
        data["evidence"] = [*evidence]
    data["facts"] = told.facts
    if told.explanation:
        data["explanation"] = told.explanation
    if told.confirmed[0]:
        data["confirmed"] = _act(*told.confirmed)
    if told.withdrawn[0]:
        by, day, reason = told.withdrawn
        data["withdrawn"] = _act(by, day, reason=reason)
    if told.dispositions:
        lines: list[Data] = []
        for done in told.dispositions:
            line: dict[str, Data] = {"kind": done.kind, "by": done.by, "date": done.day}
            lines.append({**line, "object": done.object} if done.object else line)
        data["dispositions"] = lines
    if told.closed[0]:
        by, day, outcome = told.closed
        data["closed"] = _act(by, day, outcome=outcome)
    if told.published[0]:
        by, day, show_name, statement = told.published
        data["publication"] = Block(_act(by, day, show_name=show_name, statement=statement))
    return data


def assessment_files(
    plot: Plot, city: City, county: County, folder: str
) -> Iterator[tuple[str, str]]:
    """The county's assessments."""
    homes = {c.id: (c, t) for t in county.townships for c in t.cadres}
    headed = False
    for told in plot.story.graded:
        if told.cadre in homes:
            data = _assessment(told, county, *homes[told.cadre])
            head = "" if headed else ASSESSMENT_HEAD
            headed = True
            yield f"{folder}/assessments/{told.year}/{told.cadre}.yml", document(data, head)


def term_files(plot: Plot, county: County, folder: str) -> Iterator[tuple[str, str]]:
    """Assessments of postings that came to their end."""
    cadres = {c.id: c for c in county.cadres}
    for told in plot.story.terms:
        if told.cadre in cadres:
            data: dict[str, Data] = {
                "cadre": told.cadre,
                "serial": told.serial,
                "unit": cadres[told.cadre].unit.id,
                "with": ["县委组织部"],
                "by": told.by,
                "date": told.day,
                "grade": told.grade,
                "opinion": "任期内工作扎实，群众认可。",
            }
            path = f"{folder}/assessments/terms/{told.cadre}-{told.serial}.yml"
            yield path, document(data, TERM_HEAD)


def review_of_the_year(
    plot: Plot, city: City, county: County, folder: str
) -> Iterator[tuple[str, str]]:
    """S1's debrief, ratings and verification, S4's assessment, for whom served all last year.

    No scores, for neither regulation gives weights, and no spot checks: last year's aren't here.
    """
    year = int(plot.months[0][:4]) - 1
    headed = False
    for cadre in county.cadres:
        served = cadre.posting.start <= f"{year}-06-30" and not cadre.posting.ended
        if not served or city.regulation == "s0":
            continue
        rng = Random(f"{cadre.id}/{year}/review")
        data: dict[str, Data] = {"cadre": cadre.id, "year": year}
        if city.regulation == "s1":
            data |= _in_three_steps(rng, county, year)
        else:
            data |= {"annual": _annual(rng, county, cadre, year)}
        head = "" if headed else ASSESSMENT_HEAD
        headed = True
        yield f"{folder}/assessments/{year}/{cadre.id}.yml", document(data, head)


def _in_three_steps(rng: Random, county: County, year: int) -> dict[str, Data]:
    """一述两评一查 and the benchmarking at the end of the year."""
    by = f"{county.slug}-od"
    day = f"{year + 1}-01-{rng.randrange(12, 24)}"
    return {
        "debrief": {"date": f"{year + 1}-01-09", "text": "述履职情况、项目进展和下一步打算。"},
        "ratings": [{"kind": kind, "by": by, "date": day} for kind in ("组织评价", "群众评议")],
        "verification": {"by": by, "date": day},
        "benchmark": {"category": "乡村第一书记和工作队员", "date": day},
        "evidence": ["工作总结（下半年）", "调研报告"],
    }


def _annual(rng: Random, county: County, cadre: Cadre, year: int) -> Block:
    grades = CIVIL_GRADES if cadre.identity == CIVIL_SERVANT else OTHER_GRADES
    ballots = Block()
    for group, size in (("村民(居民)测评", 30), ("村(社区)干部评议", 7)):
        best = round(size * rng.uniform(0.5, 0.8))
        ballots[group] = {grades[0]: best, grades[1]: size - best}
    return Block(
        {
            "by": f"{county.slug}-group",
            "date": f"{year + 1}-01-{rng.randrange(12, 24)}",
            "attendance": "各月驻村天数均有登记并盖章",
            "performance": "年度任务完成",
            "summary": f"{year}-12-26",
            "items": ["宣讲民族宗教政策", "脱贫富民", "基层党建", "基层治理", "为民服务"],
            "ballots": ballots,
            "filed_to": ["派出单位"],
        }
    )


def _assessment(told: Graded, county: County, cadre: Cadre, township: Township) -> dict[str, Data]:
    rng = Random(f"{told.cadre}/{told.year}/assessment")
    grades = CIVIL_GRADES if cadre.identity == CIVIL_SERVANT else OTHER_GRADES
    data: dict[str, Data] = {"cadre": told.cadre, "year": told.year}
    if "日" in told.parts:
        data["daily"] = _daily(rng, told, township)
    if "半" in told.parts:
        data["half_year"] = _half_year(rng, told, grades, township)
    if "终" in told.parts:
        data["year_end"] = _year_end(rng, told, county)
    if told.year_end:
        by = officer_on(county.officers, "县委组织部", told.graded_on)
        given = _act(by, told.graded_on, year_end=grades[told.year_end - 1])
        if told.village_work:
            given["village_work"] = grades[told.village_work - 1]
        data["grades"] = given
        if "终" in told.parts:
            day = told.graded_on[:8]
            data["registration_form"] = {"sent": f"{day}26", "filed": f"{day[:5]}02-10"}
    return data


def _near(rng: Random, level: int) -> int:
    return max(0, min(100, level + rng.randint(-4, 4)))


def _mean(scores: list[int]) -> float:
    return round(sum(scores) / len(scores), 1)


def _daily(rng: Random, told: Graded, township: Township) -> Block:
    day = f"{told.year}-12-22"
    parts = [_near(rng, told.level) for _ in range(3)]
    names = ("presence", "tasks", "effect")
    return Block(
        _act(
            secretary_on(township, day),
            day,
            **dict(zip(names, parts, strict=True)),
            score=_mean(parts),
            evidence=["月考勤表", "每月日志评价", "县级抽查记录"],
        )
    )


def _half_year(rng: Random, told: Graded, grades: tuple[str, ...], township: Township) -> Block:
    day = f"{told.year}-07-08"
    ballots = Block()
    points = votes = 0
    for group, size in GROUPS.items():
        best = min(size, round(size * max(told.level - 65, 0) / 35 + rng.random()))
        middle = size - best - (1 if size > 8 and best < size else 0)
        rest = size - best - middle
        counts = dict(zip(grades, (best, middle, rest), strict=False))
        ballots[group] = {grade: number for grade, number in counts.items() if number}
        points += best * 95 + middle * 82 + rest * 65
        votes += size
    return Block(
        _act(
            officer_on(township.officers, "乡镇党委", day),
            day,
            organisers=["乡镇党委", "驻村工作分队"],
            ballots=ballots,
            score=round(points / votes, 1),
            filed_to=["县委组织部", "驻村工作队", "派出单位"],
        )
    )


def _year_end(rng: Random, told: Graded, county: County) -> Block:
    day = f"{told.year + 1}-01-12"
    scores = {dimension: _near(rng, told.level) for dimension in "德能勤绩廉"}
    return Block(
        _act(
            officer_on(county.officers, "县委组织部", day),
            day,
            lead="县委组织部",
            **_WITH,
            methods=["听取汇报", "实地查看核实", "组织人员评议"],
            scores={**scores},
            score=_mean(list(scores.values())),
        )
    )
