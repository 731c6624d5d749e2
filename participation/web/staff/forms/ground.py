"""What every form of the staff app shares."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovDateInput
from wtforms import DateField, Field
from wtforms.validators import StopValidation

from participation.core.errors import BadInput, ParticipationError

DATE_PARTS = 3
NOT_LISTED = "Choose one from the list."
NO_DATE = "Write a real date, such as 12 3 2026."


class StaffForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is not typed
    """A form whose token the whole app checks, so that it holds none itself."""

    class Meta:
        """How the form is made."""

        csrf = False

    def refuse(self, name: str, error: ParticipationError) -> None:
        """Show the error beside the field."""
        field = self[name]
        field.errors = [*field.errors, error.message]

    def problems(self) -> list[dict[str, str]]:
        """Return each field's first error with the way to it, as an error summary takes them."""
        return [
            {"text": field.errors[0], "href": f"#{_first_part(field)}"}
            for field in self
            if field.errors
        ]


class DayNeeded:
    """Asks for a day where none was written; a day that is not real has its own words."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raise StopValidation when the boxes are empty."""
        if field.data is None and not field.errors:
            raise StopValidation(self.message)


class DayField(DateField):  # type: ignore[misc]  # WTForms is not typed
    """A day in three boxes: day, month and year."""

    widget = GovDateInput()
    data: date | None

    def __init__(self, label: str, validators: Sequence[Any] = (), **kwargs: Any) -> None:  # noqa: ANN401 (the library's own)
        super().__init__(label, validators, format=["%d %m %Y", "%d %m %y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; whatever was typed is kept for the form to show again."""
        given = [part.strip() for part in valuelist]
        self.raw_data = [*given, "", "", ""][:DATE_PARTS]
        if not any(self.raw_data):
            self.data = None
            return
        try:
            super().process_formdata(self.raw_data)
        except ValueError as wrong:
            self.data = None
            raise ValueError(NO_DATE) from wrong

    @property
    def day(self) -> date:
        """Return the day of a form that was found valid; raises BadInput without one."""
        if self.data is None:
            raise BadInput(NO_DATE)
        return self.data


def _first_part(field: Field) -> str:
    return f"{field.id}-day" if isinstance(field, DayField) else str(field.id)
