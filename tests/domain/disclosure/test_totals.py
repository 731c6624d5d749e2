"""Banded totals: every number has one band, none tells of fewer than eight."""

from itertools import pairwise

import pytest

from participation.core.errors import BadInput
from participation.domain.disclosure.rounding import HIDDEN_MOST, STEP
from participation.domain.disclosure.totals import BANDS, banded_total


def test_the_bands_follow_one_another_and_none_is_narrower_than_the_step():
    following = list(pairwise(BANDS))

    assert (BANDS[0].low, BANDS[0].high, BANDS[-1].high) == (0, HIDDEN_MOST, None)
    assert all(one.high + 1 == following_one.low for one, following_one in following)
    assert all(band.high - band.low + 1 >= STEP for band in BANDS[:-1])
    assert [BANDS[0].words, BANDS[1].words] == ["fewer than 8", "8 to 12"]
    assert BANDS[-1].words.endswith("or more")


def test_only_a_band_is_taken():
    assert banded_total("") is None
    assert [banded_total(band.code) for band in BANDS] == list(BANDS)
    for typed in ("3", "8", "8-9", "0-"):
        with pytest.raises(BadInput):
            banded_total(typed)
