"""The pages of the staff app, one module a noun."""

from participation.web.staff.views import (
    administration,
    allowing,
    asks,
    consultations,
    contacts,
    digests,
    flags,
    interpreting,
    kits,
    languages,
    looks,
    meetings,
    overdue,
    own,
    papers,
    people,
    queue,
    responses,
    start,
    themes,
    workshop,
    worry,
)

BLUEPRINTS = (workshop.pictures,) + tuple(
    module.pages
    for module in (
        start,
        overdue,
        queue,
        allowing,
        flags,
        worry,
        interpreting,
        languages,
        looks,
        contacts,
        consultations,
        workshop,
        themes,
        meetings,
        kits,
        digests,
        papers,
        asks,
        responses,
        administration,
        people,
        own,
    )
)
