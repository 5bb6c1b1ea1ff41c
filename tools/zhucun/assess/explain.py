"""Every number of one cadre and one year, with its arithmetic, its article and its evidence."""

from __future__ import annotations

from zhucun.assess.explain_findings import findings_section
from zhucun.assess.explain_months import month_sections, subsidy_section
from zhucun.assess.explain_results import dossier_section, handed_on_section, results_section
from zhucun.assess.explain_year import (
    experience_section,
    grade_section,
    ladder_section,
    score_section,
    subject_section,
)
from zhucun.assess.trace import Section
from zhucun.assess.years import year_figures
from zhucun.facts.county import CountyFacts


def explain(county: CountyFacts, cadre_id: str, year: int) -> list[Section]:
    """The sections on one cadre's year; none if he holds no posting in it by `as_of`.

    KeyError for an id that the county does not have.
    """
    figures = year_figures(county, county.cadres[cadre_id], year)
    if figures is None:
        return []
    return [
        subject_section(county, figures),
        *month_sections(county, figures),
        ladder_section(county, figures),
        score_section(figures),
        grade_section(figures),
        handed_on_section(figures),
        results_section(county, figures),
        experience_section(figures),
        dossier_section(county, figures),
        subsidy_section(figures),
        findings_section(county, cadre_id),
    ]
