"""Every survey that ships, each once."""

from surveys.definition import Survey
from surveys.loader import load_survey, survey_names
from surveys.packs import council_names


def _all() -> tuple[Survey, ...]:
    found = {}
    for council in (None, *council_names()):
        for name in survey_names(council):
            survey = load_survey(name, council)
            found.setdefault(survey.to_json(), survey)
    return tuple(found.values())


SHIPPED = _all()
