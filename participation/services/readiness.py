"""Whether a survey may be put to young people as it stands."""

from participation.core.errors import Refused
from surveys.definition import Survey
from surveys.publish_check import grave_faults


def refuse_unready(survey: Survey) -> None:
    """Raise Refused with the first fault for which nobody may be asked, and what to do."""
    found = grave_faults(survey)
    if found:
        first = found[0]
        where = f'Question "{first.question}": ' if first.question else ""
        more = f" {len(found) - 1} more to mend." if len(found) > 1 else ""
        raise Refused(f"This survey cannot be asked yet. {where}{first.fault} {first.fix}{more}")
