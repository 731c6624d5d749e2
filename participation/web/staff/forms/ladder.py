"""The forms of the ladder: a pause before an election."""

from participation.web.staff.forms.ground import DayField, DayNeeded, StaffForm


class PauseForm(StaffForm):
    """The first and the last day of a pause."""

    begins = DayField(
        "What is its first day?",
        [DayNeeded("Write the first day of the pause.")],
        description="For example, 24 3 2026: usually the day on which the notice of the election "
        "is published.",
    )
    ends = DayField(
        "What is its last day?",
        [DayNeeded("Write the last day of the pause.")],
        description="For example, 7 5 2026: usually the day of the election.",
    )
