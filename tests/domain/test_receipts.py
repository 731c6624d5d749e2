import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.core.words import all_words
from participation.domain import receipts
from participation.domain.receipts import (
    Receipt,
    hash_receipt,
    hash_typed,
    make_receipt,
    read_receipt,
    secret_to_words,
    words_to_secret,
)

PEPPER, SECRET, NONCE = b"p" * 32, b"s" * 10, b"n" * 16


def a_receipt() -> Receipt:
    return make_receipt(PEPPER, SECRET, NONCE)


def test_the_same_conversation_and_check_page_give_the_same_receipt() -> None:
    assert a_receipt() == make_receipt(PEPPER, SECRET, NONCE)
    assert len(a_receipt().words) == 5
    assert set(a_receipt().words) <= set(all_words())


def test_pepper_secret_and_nonce_each_change_the_receipt() -> None:
    others = {
        make_receipt(b"q" * 32, SECRET, NONCE),
        make_receipt(PEPPER, b"t" * 10, NONCE),
        make_receipt(PEPPER, SECRET, b"o" * 16),
        make_receipt(PEPPER, SECRET + NONCE[:1], NONCE[1:]),
    }

    assert a_receipt() not in others
    assert len(others) == 4


def test_every_word_of_the_list_turns_up_about_as_often_as_another() -> None:
    counts = dict.fromkeys(all_words(), 0)
    for number in range(2600):
        for word in make_receipt(PEPPER, SECRET, number.to_bytes(4, "big")).words:
            counts[word] += 1

    expected = 2600 * 5 / 1296
    chi_square = sum((seen - expected) ** 2 / expected for seen in counts.values())

    # 1,295 degrees of freedom: mean 1,295, standard deviation 51.
    assert 1295 - 5 * 51 < chi_square < 1295 + 5 * 51


@pytest.mark.parametrize(
    "written",
    ["{}", "  {}  ", "{}.", "my receipt"],
)
def test_what_is_typed_around_the_words_decides_only_if_it_is_words(written) -> None:
    read = read_receipt(written.format(a_receipt()))

    assert read == (a_receipt() if "{}" in written else None)


@pytest.mark.parametrize("between", [" ", "-", ", ", "  ,", "\n", " – ", "_", "\u00a0"])
def test_words_are_read_through_any_mark_between_them(between) -> None:
    assert read_receipt(between.join(a_receipt().words).upper()) == a_receipt()


def test_one_slip_in_every_word_is_mended() -> None:
    meant = Receipt(("penguin", "orange", "pencil", "tiger", "window"))

    assert read_receipt("pengin orannge penzil tigre window") == meant


def test_two_slips_in_a_word_are_not_guessed_at() -> None:
    assert read_receipt("apxxe orange pencil tiger window") is None


def test_digits_say_the_same_receipt_in_any_grouping_and_script() -> None:
    digits = a_receipt().digits
    arabic = digits.translate({ord("0") + n: 0x0660 + n for n in range(10)})

    assert [len(group) for group in digits.split()] == [4] * 5
    assert set(digits) <= set("123456 ")
    for typed in (digits, digits.replace(" ", ""), digits.replace(" ", "-"), arabic):
        assert read_receipt(typed) == a_receipt()


@pytest.mark.parametrize("typed", ["", "1111 1111", "7" * 20, "0" * 20, "²" * 20, "1" * 21])
def test_digits_that_no_receipt_has_are_not_read(typed) -> None:
    assert read_receipt(typed) is None


@given(st.text() | st.text(alphabet=st.characters(), min_size=300))
def test_nothing_that_is_typed_raises(typed) -> None:
    read = read_receipt(typed)

    assert read is None or len(read.words) == 5
    assert words_to_secret(typed) is None or len(typed) > 20


@pytest.mark.parametrize(
    "typed", ["{good}", "apple orange pencil tiger window", "", "\ud800", "x" * 10_000, "\0"]
)
def test_exactly_one_scrypt_is_run_whatever_is_typed(typed, monkeypatch) -> None:
    calls = []

    def counted(*args, **kwargs):
        calls.append(kwargs["n"])
        return hashlib.scrypt(*args, **kwargs)

    monkeypatch.setattr(receipts, "hashlib", _Hashlib(counted))
    hash_typed(PEPPER, typed.format(good=a_receipt()))

    assert calls == [2**14]


class _Hashlib:
    """The real hashlib with its scrypt counted."""

    sha256 = staticmethod(hashlib.sha256)

    def __init__(self, scrypt) -> None:
        self.scrypt = scrypt


def test_a_typed_receipt_hashes_as_the_stored_one_and_nothing_else_does() -> None:
    stored = hash_receipt(PEPPER, a_receipt())

    assert hash_typed(PEPPER, str(a_receipt()).title()) == stored
    assert hash_typed(PEPPER, a_receipt().digits) == stored
    assert hash_typed(PEPPER, "not a receipt") != stored
    assert hash_receipt(b"q" * 32, a_receipt()) != stored
    assert len(stored) == 32


def test_a_receipt_hides_itself_from_logs() -> None:
    assert a_receipt().words[0] not in repr(a_receipt())


@given(st.binary(min_size=10, max_size=10))
def test_a_resume_code_brings_its_secret_back(secret) -> None:
    code = secret_to_words(secret)

    assert len(code.split()) == 8
    assert words_to_secret(code) == secret
    assert words_to_secret(code.upper().replace(" ", "-")) == secret


@given(st.binary(min_size=10, max_size=10), st.integers(0, 7), st.integers(0, 1295))
@settings(max_examples=300)
def test_a_wrong_word_never_brings_back_the_same_secret(secret, place, other) -> None:
    words = secret_to_words(secret).split()
    wrong = all_words()[other]
    changed = words[place] != wrong
    words[place] = wrong

    assert (words_to_secret(" ".join(words)) == secret) is not changed


def test_most_wrong_words_in_a_resume_code_are_noticed() -> None:
    words = secret_to_words(SECRET).split()

    noticed = sum(words_to_secret(" ".join([*words[:7], other])) is None for other in all_words())

    assert noticed / 1296 > 0.8


def test_a_secret_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        secret_to_words(b"short")
