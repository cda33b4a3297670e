"""What a terminal would obey or hide is written out, whatever the text."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalinfacts.output.sanitize import escape_control_characters, escape_json, one_line

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "ae\u0301\u0e49\u0650\u05b8\u20dd\ufe0f\U000e0100\u3164\u202e\x1b\x9b\ue000ıİſ"
        ),
    ),
    max_size=40,
)
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ue000]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Gyáli – 5′", "Gyáli – 5′"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x9b2J", r"\x9b2J"),
        ("a\tb\nc", "a\tb\nc"),
        ("\r", r"\x0d"),
        ("\u202eevil", r"\u202eevil"),
        ("\U000e0100", r"\U000e0100"),
        ("\u3164\u115f\u2800\u034f\u180b\U0001d173", r"\u3164\u115f\u2800\u034f\u180b\U0001d173"),
        ("\ud800", r"\ud800"),
        ("\ue000", r"\ue000"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("\ufe00", r"\ufe00"),
        ("Việt é ё", "Việt é ё"),
        *[(f"a{mark * 50}b", f"a{mark * 4}…b") for mark in "\u0301\u0e49\u0650\u05b8\u20dd"],
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert escape_control_characters(text) == shown


@settings(max_examples=200)
@given(TEXTS)
def test_nothing_drives_a_terminal_and_the_result_is_its_own_result(text: str) -> None:
    shown = escape_control_characters(text)
    assert not HIDDEN.search(shown)
    assert escape_control_characters(shown) == shown
    accents = "".join("m" if unicodedata.category(c) in ("Mn", "Me") else " " for c in shown)
    assert "mmmmm" not in accents


@settings(max_examples=200)
@given(TEXTS)
def test_escaped_json_means_the_same_and_is_shown_as_it_is(text: str) -> None:
    written = escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(written) == {"text": text}
    assert escape_control_characters(written) == written


@given(TEXTS)
def test_one_line_keeps_offsets(text: str) -> None:
    line = one_line(text)
    assert len(line) == len(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line
