"""What we say when a reply to a question cannot be used: plain, and what to do instead.

Each is marked for the catalogues here, and said where it is needed.
"""

from participation.core.speech import marked

NEEDED = marked("We need an answer here.")
CAN_SKIP = marked('We need an answer here. You can pick "%(choice)s".')

ONE_FITS = marked("Pick the one that fits best.")
ALL_FIT = marked("Pick all that fit.")
AS_MUCH = marked("Write as much or as little as you like.")
A_FEW_WORDS = marked("Write a few words.")
A_SCALE = marked("Pick a number from 0 to 10.")
A_NUMBER = marked("Write a number.")
A_MONTH = marked("Pick the month and write the year.")
IN_ORDER = marked("Put them in your order. Begin with what matters most to you.")
A_DRAWING = marked("Choose a picture of what you drew or wrote.")
JUST_READ = marked("There is nothing to answer here.")

NOT_FOUND = marked("We didn't get that. Pick from the answers shown.")
ONLY_ONE = marked("You can pick one here. Pick the one that fits best.")
TOO_MANY = marked("You can pick %(most)s here, and you picked %(many)s. Take some out.")
PICKED_AND_WROTE = marked(
    "You picked one answer and wrote another. "
    'Pick "%(other)s" to keep your words, or empty the box.'
)
TOO_LONG = marked(
    "We can keep %(longest)s letters and spaces here, and yours has %(many)s. "
    "What you wrote is still here. Please make it a bit shorter."
)
NOT_ON_SCALE = marked("We didn't get that. Pick a number from 0 to 10.")
NOT_A_NUMBER = marked("We didn't get that. Write it as a number, as in 3.")
NOT_WHOLE = marked("Write a whole number here, as in 3.")
OUT_OF_RANGE = marked("Write a number from %(least)s to %(most)s.")
NOT_A_MONTH = marked("We didn't get that. Write the month and the year, as in %(example)s.")
NO_MONTH = marked("Pick the month as well.")
NO_YEAR = marked("Write the year as well, in four numbers.")
OUT_OF_TIME = marked("Pick a month from %(earliest)s to %(latest)s.")
SAME_PLACE = marked("Two things have the same place. Give each its own place.")
TWICE = marked("One thing is there twice. Give each its own place.")

A_PICTURE = marked("A picture")
NO_PICTURES_HERE = marked("Pictures can't be sent here yet. You can leave this one out.")

TYPE_WORDS = marked("Type your answer below.")
TYPE_NUMBER = marked("Type a number below.")
TYPE_MONTH = marked("Type the month and the year below, as in %(example)s.")
TYPE_ORDER = marked("Tap them in your order. Begin with what matters most to you.")
TYPE_OTHER = marked("Or type something else in your own words.")
