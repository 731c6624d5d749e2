"""What is sealed can be opened with its own key, and tells nothing without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core import sealed
from participation.core.errors import NotSetUp

WORDS = "Sometimes I go to bed hungry."
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=2000)


@pytest.fixture(scope="module")
def reading_key():
    return sealed.new_reading_key()


@given(texts)
def test_a_conversation_opens_as_it_was_sealed(text):
    secret = sealed.new_secret()

    kept = sealed.seal_conversation(secret, text)

    assert sealed.open_conversation(secret, kept) == text


@given(text=texts)
def test_an_original_opens_as_it_was_sealed(reading_key, text):
    kept = sealed.seal_original(sealed.public_half(reading_key), text)

    assert sealed.open_original(reading_key, kept) == text


def test_a_conversation_stays_shut_without_its_secret():
    kept = sealed.seal_conversation(sealed.new_secret(), WORDS)

    with pytest.raises(NotSetUp) as refused:
        sealed.open_conversation(sealed.new_secret(), kept)

    assert "hungry" not in refused.value.message


def test_an_original_stays_shut_without_the_private_key(reading_key):
    kept = sealed.seal_original(sealed.public_half(reading_key), WORDS)

    with pytest.raises(NotSetUp, match="reading key"):
        sealed.open_original(sealed.new_reading_key(), kept)


def test_the_public_half_does_not_open_what_it_sealed(reading_key):
    public = sealed.public_half(reading_key)
    kept = sealed.seal_original(public, WORDS)

    with pytest.raises(NotSetUp):
        sealed.open_original(public, kept)


@pytest.mark.parametrize("place", [0, 30, -1])
def test_a_changed_byte_is_noticed(place):
    secret = sealed.new_secret()
    kept = bytearray(sealed.seal_conversation(secret, WORDS))
    kept[place] ^= 1

    with pytest.raises(NotSetUp):
        sealed.open_conversation(secret, bytes(kept))


def test_no_word_stands_in_what_is_kept(reading_key):
    kept = [
        sealed.seal_conversation(sealed.new_secret(), WORDS),
        sealed.seal_original(sealed.public_half(reading_key), WORDS),
    ]

    assert not any(b"hungry" in each for each in kept)


def test_the_same_words_are_never_kept_alike(reading_key):
    secret, public = sealed.new_secret(), sealed.public_half(reading_key)

    conversations = {sealed.seal_conversation(secret, WORDS) for _ in range(20)}
    originals = {sealed.seal_original(public, WORDS) for _ in range(20)}

    assert len(conversations) == 20
    assert len(originals) == 20


@pytest.mark.parametrize(("short", "long"), [("", "x" * 252), ("x" * 253, "x" * 508)])
def test_texts_of_one_size_class_are_kept_at_one_length(reading_key, short, long):
    secret, public = sealed.new_secret(), sealed.public_half(reading_key)

    conversations = {len(sealed.seal_conversation(secret, text)) for text in (short, long)}
    originals = {len(sealed.seal_original(public, text)) for text in (short, long)}

    assert len(conversations) == 1
    assert len(originals) == 1


@given(texts)
def test_a_kept_length_is_a_power_of_two_and_a_constant(text):
    kept = sealed.seal_conversation(sealed.new_secret(), text)

    padded = len(kept) - len(sealed.seal_conversation(sealed.new_secret(), "")) + 256
    assert padded.bit_count() == 1
    assert padded >= max(256, len(text.encode()) + 4)


def test_the_stored_name_of_a_conversation_opens_nothing():
    secret = sealed.new_secret()
    name = sealed.conversation_id(secret)
    kept = sealed.seal_conversation(secret, WORDS)

    with pytest.raises(NotSetUp):
        sealed.open_conversation(name, kept)

    assert name == sealed.conversation_id(secret)


def test_one_key_gives_different_bytes_for_each_purpose_and_message():
    key = sealed.new_secret()

    made = {
        sealed.keyed(key, purpose, message) for purpose in "ab" for message in (b"", b"b", b"c")
    }

    assert len(made) == 6


def test_secrets_and_nonces_do_not_repeat():
    secrets = {sealed.new_secret() for _ in range(1000)}
    nonces = {sealed.new_nonce() for _ in range(1000)}

    assert len(secrets) == len(nonces) == 1000
    assert {len(secret) for secret in secrets} == {sealed.SECRET_BYTES}
    assert {len(nonce) for nonce in nonces} == {sealed.NONCE_BYTES}


@pytest.mark.parametrize("size", [0, 1, 5_000, 200_000, sealed.PICTURE_PADDED - 4])
def test_every_picture_is_sealed_to_one_length_and_opens_as_it_was(reading_key, size):
    secret, picture = sealed.new_secret(), bytes(range(256)) * (size // 256) + bytes(size % 256)

    kept = sealed.seal_kept_picture(secret, picture)
    sent = sealed.seal_picture(sealed.public_half(reading_key), picture)

    assert sealed.open_kept_picture(secret, kept) == picture
    assert sealed.open_picture(reading_key, sent) == picture
    assert (len(kept) - 40, len(sent) - 48) == (sealed.PICTURE_PADDED, sealed.PICTURE_PADDED)
