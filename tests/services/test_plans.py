"""The action plan: kept up with what shows it, moved with both dates, summed, and in the report."""

from datetime import date, timedelta

import pytest

from participation.core.errors import BadInput, NotFound
from participation.domain.action_plan import Progress
from participation.domain.policy import Role
from participation.papers.html import render_html
from participation.services import digests, plans
from participation.services.papers import released_digest
from tests.factories import a_consultation, a_council, a_meeting, an_account
from tests.services.test_ladder import noon

DAY = date(2026, 3, 2)
DUE = DAY + timedelta(days=30)


def test_an_action_is_kept_up_summed_and_shown_in_the_report(sqlite_database):
    with sqlite_database.writing() as session:
        council = a_council(session)
        officer = an_account(session, council, Role.OFFICER)
        home = a_consultation(session, council, DAY - timedelta(days=30))
        meeting = a_meeting(session, council, DAY + timedelta(days=8))
        digest = digests.build_digest(session, council, officer, meeting, [home], noon(DAY), True)
        new_ask = digests.NewAsk(home.id, "leaving-care", "", "Show us the flats first.")
        ask = digests.put_ask(session, council, digest, new_ask)
        at = (session, council, officer)
        bad = plans.NewAction("Show the flats.", "", " ", "", DUE, ask.id)
        with pytest.raises(BadInput, match="office"):
            plans.add_action(*at, bad, noon(DAY))
        with pytest.raises(NotFound):
            plans.add_action(*at, plans.NewAction("x", "pope", "Housing", "", DUE), noon(DAY))

        new = plans.NewAction("Show the flats.", "", "Housing", "the charity", DUE, ask.id)
        row = plans.add_action(*at, new, noon(DAY))
        assert plans.add_action(*at, new, noon(DAY)) is row
        plans.add_milestone(*at, row.id, "List of flats", DAY + timedelta(days=9), noon(DAY))
        ((step,),) = [one.milestone_ids for one in plans.plan_of(session, council)]
        plans.pass_milestone(*at, step, noon(DAY))
        with pytest.raises(BadInput, match="shows"):
            plans.report_progress(*at, row.id, Progress.DONE, " ", DUE, noon(DAY))
        later = DUE + timedelta(days=10)
        plans.report_progress(*at, row.id, Progress.UNDER_WAY, "", later, noon(DAY))

        plan = plans.plan_for_paper(session, council, {}, later + timedelta(days=2))
        (line,) = plan.lines
        (promise,) = plan.by_promise
        page = render_html(released_digest(session, council, digest, "", DAY))
        assert (line.first_due_on, line.due_on, line.passed) == (DUE, later, 1)
        assert (promise.actions, promise.under_way, promise.late) == (1, 1, 1)
        assert plan.by_heading and all(one.actions == 1 for one in plan.by_heading)
        assert "Housing, with the charity" in page
        assert "1 of 1 milestone passed" in page
