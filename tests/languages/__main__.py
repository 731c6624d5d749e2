"""Brings the catalogues up to date with what is said: `make catalogues`."""

from participation.core.catalogues import catalogue_of
from tests.languages.catalogues import OTHERS, bring_up_to_date, missing_in
from tests.languages.messages import messages

for language in OTHERS:
    bring_up_to_date(language)
    catalogue_of.cache_clear()
    missing = missing_in(language)
    print(f"{language}: {len(messages()) - len(missing)} of {len(messages())} messages")
    for text in missing:
        print(f"    to translate: {text}")
