"""XLSForm, the form language of spreadsheets: read into a survey, and written from one.

A named subset is taken: groups, choices, translations, media, constraints on numbers, and
conditions on what was chosen. Whatever a form uses beyond it is refused by sheet and row.
Source: xlsform.org, which Kobo, ODK and Enketo follow.
"""

from surveys.xlsform.reading import read_form
from surveys.xlsform.writing import write_form

__all__ = ["read_form", "write_form"]
