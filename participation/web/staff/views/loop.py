"""The loop: how far everything has come, themes over time, and what waits."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask_security import current_user
from markupsafe import Markup

from participation.core.errors import NotFound
from participation.domain.journey import STEP_WORDS, Step
from participation.domain.policy import Permission, may
from participation.papers.chart import Bar, drawn_bars, figure_words
from participation.services import loop, theme_trends
from participation.services.councils import pack_of
from participation.services.overdue import late_lines
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, now, reading, today
from participation.web.staff.views.overdue import WORDS

pages = Blueprint("loop", __name__)

DRAWN = 6
"""Themes that are drawn over time; the table has them all."""
MEANS = {
    Step.SAID: "somebody answered",
    Step.HEARD: "all that was written is read",
    Step.THEMED: "its themes were told",
    Step.TAKEN: "it went to a meeting",
    Step.ANSWERED: "the board gave an answer",
    Step.TOLD: "young people can read an answer",
    Step.CHECKED: "what they made of it went back",
}


@pages.get("/loop")
@needs(Permission.READ_DIGEST)
def show() -> str:
    """Show the loop as a funnel, themes over time and by heading, and what is unread or late."""
    reads = may(current_user.in_role, Permission.READ_ANSWERS)
    with reading() as desk:
        found = loop.ways(desk.session, desk.council, today(), sent_only=not reads)
        stages = loop.funnel(found)
        trends = theme_trends.trends(found)
        frames = theme_trends.frames(desk.council)
        frame = _chosen("frame", [each.code for each in frames])
        themed = theme_trends.with_themes(found)
        name = _chosen("of", [way.consultation.name for way in themed])
        of = next((way for way in themed if way.consultation.name == name), None)
        under = of and theme_trends.themes_under(desk.session, desk.council, of, frame)
        return render_template(
            "staff/loop.html",
            stages=stages,
            funnel=_funnel(stages),
            step_words=STEP_WORDS,
            means=MEANS,
            steps=list(Step),
            ways=found,
            trends=trends,
            drawn=[_drawn(trends, at) for at in range(len(trends.told_of[:DRAWN]))],
            figure_words=figure_words,
            frames=frames,
            frame=frame,
            themed=themed,
            of=of,
            under=under or (),
            charts=[_chart(each, at) for at, each in enumerate(under or ())],
            late=_late(desk),
            reads=reads,
            promise=pack_of(desk.council).words.promise,
        )


def _chosen(field: str, offered: Sequence[str]) -> str:
    """Return what was chosen of what is offered, the first where nothing was."""
    wanted = request.args.get(field, "")
    if wanted and wanted not in offered:
        raise NotFound("That is not on the list. Choose again from the page.")
    return wanted or next(iter(offered), "")


def _funnel(stages: Sequence[loop.Stage]) -> Markup:
    most = max((stage.consultations for stage in stages), default=0) or 1
    bars = [
        Bar(
            f"{STEP_WORDS[stage.step].capitalize()}: {MEANS[stage.step]}",
            str(stage.consultations),
            round(100 * stage.consultations / most),
        )
        for stage in stages
    ]
    return Markup(drawn_bars("Consultations that have come so far", bars, "funnel"))


def _drawn(trends: theme_trends.Trends, at: int) -> Markup:
    """Return one theme over time; bars are shares, for not each consultation is as large."""
    line = trends.told_of[at]
    bars = [
        Bar(f"{row.title}, {row.opens_on:%B %Y}", figure_words(told), told.percent)
        for row, told in zip(trends.consultations, line.told, strict=True)
        if told is not None
    ]
    return Markup(drawn_bars(line.name, bars, f"trend-{at}"))


def _chart(under: theme_trends.ThemesUnder, at: int) -> Markup:
    lines = [Bar(row.label, figure_words(row), row.percent) for row in under.told_of]
    return Markup(drawn_bars(under.title, lines, f"under-{at}"))


def _late(desk: Desk) -> list[tuple[int, str, str]]:
    """Return how many of each kind are late, in words, and where they are seen to."""
    lines = []
    for line in late_lines(desk.session, desk.council, now()):
        told = WORDS[line.what]
        if may(current_user.in_role, told.permission):
            lines.append((line.many, told.one if line.many == 1 else told.more, told.endpoint))
    return lines
