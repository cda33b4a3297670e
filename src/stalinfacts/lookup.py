"""Looking facts up: by id, by time, by citation, by filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from stalinfacts.catalog import Catalog
from stalinfacts.corpus.model import Fact
from stalinfacts.dates.edtf import parse_edtf, relation_to
from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.query.arguments import (
    check_ids,
    check_limit,
    check_month_day,
    check_sort,
    to_range,
)
from stalinfacts.query.filters import FILTERS, combined_time, parse_condition
from stalinfacts.query.ids import resolve_id
from stalinfacts.query.model import NO_FILTERS, Condition, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stalinfacts.dates.edtf import EdtfDate
    from stalinfacts.index.documents import Documents, FactDate


class Lookup(Catalog):
    """The facts of a corpus. Lists come in article order where nothing else is said."""

    def __len__(self) -> int:
        """Return the number of facts."""
        return self._index.documents.count()

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over the facts in article order, without keeping them."""
        return self.iterate()

    def __getitem__(self, fact_id: str) -> Fact:
        """Return the fact with an id.

        Raises:
            KeyError: there is none.
        """
        if fact_id not in self:
            raise KeyError(fact_id)
        return self.get(fact_id)

    def __contains__(self, item: object) -> bool:
        """Return whether there is a fact with an id, or this very fact."""
        if isinstance(item, Fact):
            return item.id in self and self.get(item.id) == item
        return isinstance(item, str) and self._index.documents.number(item) is not None

    def facts(
        self,
        filters: Filters = NO_FILTERS,
        *,
        sort: str = "article",
        reverse: bool = False,
        limit: int | None = None,
        **named: object,
    ) -> list[Fact]:
        """Return the facts that filters let through, in article order or by date."""
        check_sort(sort)
        check_limit(limit)
        numbers = self._numbers(self._filters(filters, named))
        return self._index.documents.facts(
            in_order(self._index.documents, numbers, sort, reverse=reverse, limit=limit)
        )

    def iterate(
        self, filters: Filters = NO_FILTERS, *, limit: int | None = None, **named: object
    ) -> Iterator[Fact]:
        """Iterate over the facts that filters let through, for more than memory should hold."""
        check_limit(limit)
        return self._index.documents.iterate(self._numbers(self._filters(filters, named))[:limit])

    def count(self, filters: Filters = NO_FILTERS, **named: object) -> int:
        """Return the number of facts that filters let through."""
        return len(self._numbers(self._filters(filters, named)))

    def during(
        self,
        when: str | int | date | DateRange,
        *,
        filters: Filters = NO_FILTERS,
        reverse: bool = False,
        limit: int | None = None,
        **named: object,
    ) -> list[Fact]:
        """Return the facts of a time, in order of time.

        Args:
            when: a time as people type it (``"July 1937"``, ``"1934..1939"``), a year, a
                day, or a ``DateRange``.
            filters: what a fact has to be besides.
            **named: filters in the words of the command line. ``within=True``
                leaves out facts whose time is only near the time asked for,
                ``spanning=True`` lists those that span it as well.
            reverse: turn the facts that are returned round; undated ones stay last.
            limit: the number of facts at most; None returns all.

        Raises:
            DateError: the text is no time.
        """
        check_limit(limit)
        days = to_range(when)
        merged = self._filters(filters, named).narrowed(Condition("year", days))
        time = combined_time(merged) or days
        relation = merged.relation or Relation.NEAR
        facts = self._index.documents.facts(self._numbers(merged))
        facts.sort(
            key=lambda fact: (_date_key(fact, time, relation, self._index.period), fact.number)
        )
        facts = facts[:limit]
        return facts[::-1] if reverse else facts

    def count_during(self, times: Iterable[DateRange], filters: Filters = NO_FILTERS) -> int:
        """Return the number of facts of any of some times that filters let through."""
        numbers = (self._numbers(filters.narrowed(Condition("year", time))) for time in times)
        return len(set().union(*numbers))

    def on(
        self, month: int, day: int | None = None, *, filters: Filters = NO_FILTERS, **named: object
    ) -> list[Fact]:
        """Return the facts of a day of the year, or of a month of any year, in order of time.

        Raises:
            TypeError: month or day is no int.
            UsageError: there is no such day in any year.
        """
        check_month_day(month, day)
        allowed = set(self._numbers(self._filters(filters, named)))
        dates, period = self._index.documents.facts_on_day(month, day), self._index.period
        numbers = dict.fromkeys(
            date.fact for date in dates if date.fact in allowed and not _is_lifelong(date, period)
        )
        return self._index.documents.facts(list(numbers))

    @overload
    def get(self, ids: str) -> Fact: ...
    @overload
    def get(self, ids: list[str] | tuple[str, ...]) -> list[Fact]: ...
    def get(self, ids: str | list[str] | tuple[str, ...]) -> Fact | list[Fact]:
        """Return the fact with an id, or those with several ids in that order.

        Ids know no case. Raises UsageError for one that is none, naming what comes near.
        """
        if isinstance(ids, str):
            return self._index.documents.facts(resolve_id(ids, self._index.documents))[0]
        check_ids(ids)
        numbers = [n for typed in ids for n in resolve_id(typed, self._index.documents)]
        return self._index.documents.facts(numbers)

    def cited(
        self,
        *citations: int | str,
        filters: Filters = NO_FILTERS,
        sort: str = "article",
        **named: object,
    ) -> list[Fact]:
        """Return the facts behind citation numbers (``393``, ``"393-397"``), in article order."""
        row = next(row for row in FILTERS if row.name == "citation")
        conditions = tuple(parse_condition(row, str(number)) for number in citations)
        return self.facts(self._filters(filters, named).narrowed(*conditions), sort=sort)

    def neighbours(self, fact: Fact) -> tuple[Fact | None, Fact | None]:
        """Return the facts before and after one in its section, in article order."""
        before, after = self._index.documents.neighbours(fact.number)
        numbers = [number for number in (before, after) if number]
        facts = {fact.number: fact for fact in self._index.documents.facts(numbers)}
        return facts.get(before or 0), facts.get(after or 0)


def _is_lifelong(date: FactDate, period: DateRange | None) -> bool:
    """Return whether a date is an interval that ends with the corpus's period: no event."""
    return period is not None and "/" in date.edtf and date.range.stop == period.stop


def in_order(
    documents: Documents, numbers: list[int], sort: str, *, reverse: bool, limit: int | None
) -> list[int]:
    """Return numbers of facts in an order, as many as wanted; undated ones last by date.

    ``relevance`` keeps the order that they are in; ``reverse`` turns round what is left.
    """
    if sort == "date":
        shown = documents.in_date_order(numbers)[:limit]
        return documents.in_date_order(shown, reverse=True) if reverse else shown
    shown = (sorted(numbers) if sort == "article" else numbers)[:limit]
    return shown[::-1] if reverse else shown


def _date_key(
    fact: Fact, time: DateRange, relation: Relation, period: DateRange | None
) -> tuple[int, int]:
    """Return the key by which a fact is sorted within a time: its date that answers.

    An open start sorts by its end; a whole year comes before its months.
    """
    keys = [
        (date.range.stop - 1 if date.is_open_at_start else date.range.start, -date.range.days)
        for date in clipped_dates(fact, period)
        if relation_to(date, time, relation)
    ]
    return min(keys, default=(time.stop, 0))  # a file's days may be out of step with its dates


def clipped_dates(fact: Fact, period: DateRange | None) -> list[EdtfDate]:
    """Return the dates of a fact, open ones closed by the period of its corpus."""
    dates = map(parse_edtf, fact.dates)
    return [date if period is None else date.clip(period) for date in dates]
