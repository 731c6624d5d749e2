"""A batch of fresh codes as the slips that are printed of it."""

from pathlib import Path

from participation.domain.responses import long_date
from participation.papers.slips import Slip, SlipSheet
from participation.services.consultations import survey_of
from participation.services.invites import ROUTE_WORDS, Batch
from participation.web.staff.signs import qr_code

STYLE = Path(__file__).parent / "static" / "slips.css"


def sheet_of(batch: Batch, group: str, young_address: str) -> SlipSheet:
    """Return the slips of the batch; `group` is its name as people say it."""
    row = batch.consultation
    return SlipSheet(
        title=row.title,
        minutes=survey_of(row).minutes,
        until=long_date(row.closes_on),
        address=f"{young_address.partition('://')[2]}/i",
        thanks=row.thanks,
        group=group,
        route=ROUTE_WORDS[batch.route],
        slips=tuple(
            Slip(
                code.upper(),
                qr_code(
                    f"{young_address}/i/{code.replace('-', '')}", "Code that opens the questions"
                ),
            )
            for code in batch.codes
        ),
    )
