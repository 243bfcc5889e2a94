from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.decode import decode, unscramble

GERMAN = "<p>Der Müller hörte die Gefechte in Köln – „schon früh“.</p>"
RUSSIAN = "<p>Стороны договорились о прекращении огня в старом городе.</p>"
ARABIC = "<p>اتفق الجيش والمعارضة على هدنة في المدينة القديمة.</p>"


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (GERMAN, "utf-8", "iso-8859-1"),
        (GERMAN, "cp1252", "iso-8859-1"),
        (GERMAN, "cp1252", "utf-8"),
        (GERMAN, "utf-8", None),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (ARABIC, "cp1256", "windows-1256"),
        (RUSSIAN, "utf-16-be", None),
        (GERMAN, "utf-16", "utf-8"),
    ],
)
def test_pages_are_decoded_whatever_they_say(text: str, encoding: str, declared: str | None) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    assert decode((meta + text).encode(encoding)) == meta + text
    assert decode(text.encode(encoding), f"text/html; charset={declared}" if declared else None) == text


def test_the_carrier_is_believed_before_the_page() -> None:
    page = '<meta charset="windows-1252">' + RUSSIAN
    assert decode(page.encode("cp1251"), "text/html; charset=windows-1251") == page


def test_a_page_cut_in_half_a_character_stays_utf_8() -> None:
    assert decode((GERMAN * 3 + "ü").encode()[:-1]) == GERMAN * 3


@pytest.mark.parametrize("label", ["base64", "rot13", "unicode_escape", "no-such-charset", "utf-7", "undefined"])
def test_labels_that_are_no_charset_of_pages_are_passed_over(label: str) -> None:
    assert "Müller" in decode(f'<meta charset="{label}">Der Müller'.encode("cp1252"))


def test_mojibake_is_set_right_and_right_text_left_alone() -> None:
    assert unscramble(GERMAN.encode().decode("cp1252", "replace")).count("ü") == 2
    for right in (GERMAN, RUSSIAN, ARABIC, "São Tomé e Príncipe, Ã la carte"):
        assert unscramble(right) == right


@given(st.binary(max_size=300), st.text(max_size=30))
def test_decoding_never_fails(body: bytes, media_type: str) -> None:
    assert isinstance(decode(body, media_type), str)


@given(st.text(max_size=200))
def test_utf_8_comes_back_unless_it_was_scrambled_before(text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    if not body.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\x00" not in body and max(text, default=" ") < "\ud800":
        assert decode(body) == unscramble(text)
