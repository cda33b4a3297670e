"""``on``: this day in history, with the clock held still."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from stalinfacts.cli.commands import on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]


@pytest.fixture
def at(run: Run) -> Callable[..., Done]:
    """Return what runs ``on`` at a day, as a table."""

    def run_at(day: str, *arguments: str) -> Done:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> Clock:
                del tz
                return cls.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)

        with mock.patch.object(on, "datetime", Clock):
            return run("on", *arguments, "-f", "table", "-v")

    return run_at


def headings(done: Done) -> list[str]:
    return [line for line in done.lines[2:] if line and not line.startswith((" ", "─", "╭", "│"))]


def test_years_stand_in_order_and_say_how_long_ago(at: Callable[..., Done]) -> None:
    years = headings(at("2026-11-27", "5", "March"))
    assert "1953 (73 years ago)" in years
    assert years == sorted(years)
    assert "1953 (1 year ago)" in headings(at("1954-01-01", "5 March"))
    assert "1953" in headings(at("1953-12-31", "5 March"))
    months = [int(line[:4]) for line in headings(at("2026-11-27", "October"))]
    assert months == sorted(months)


def test_old_style_is_said_where_the_fact_says_it(at: Callable[..., Done]) -> None:
    day = headings(at("2026-11-27", "24 October"))
    assert day == ["1917 (109 years ago, Old Style; New Style 6 November)"]
    assert "1917 (109 years ago, Old Style)" in headings(at("2026-11-27", "October"))
    assert not any("Old Style" in line for line in headings(at("2026-11-27", "18 December")))


def test_29_february_is_a_day_and_shown_on_the_28th_of_other_years(
    at: Callable[..., Done], write_corpus: Callable[..., Path]
) -> None:
    corpus = write_corpus(
        {"text": "It leapt.", "dates": ["1924-02-29"]}, {"text": "No.", "dates": ["1925-02-27"]}
    )
    option = f"--corpus={corpus}"
    assert "It leapt." in at("2026-11-27", "29 February", option).out
    assert "It leapt." in at("2024-02-29", option).out
    assert "It leapt." in at("2026-02-28", option).out
    assert "It leapt." not in at("2024-02-28", option).out
    assert "It leapt." not in at("2026-02-28", "28 February", option).out


def test_29_february_heading_on_the_28th(
    at: Callable[..., Done], write_corpus: Callable[..., Path]
) -> None:
    corpus = write_corpus(
        {"text": "It leapt.", "dates": ["1924-02-29"]}, {"text": "So.", "dates": ["1925-02-28"]}
    )
    done = at("2026-02-28", f"--corpus={corpus}")
    assert headings(done) == ["1925 (101 years ago)", "1924 (102 years ago, 29 February)"]


def test_day_without_facts_names_the_nearest_days_and_the_month(at: Callable[..., Done]) -> None:
    done = at("2026-11-27")
    assert (done.status, done.out) == (1, "")
    assert "nothing is dated 27 November" in done.err
    assert "the nearest days with facts: 25 November, 28 November" in done.err
    assert "stalinfacts on November" in done.err
    assert "in other years (" in at("2026-11-27", "5 March 1950").err
