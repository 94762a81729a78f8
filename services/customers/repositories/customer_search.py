"""A search text as conditions that indexes answer, and a way to have them answered so.

The planner takes most searches for common ones and walks the list's order, filtering: seconds
where few match. So a first look, by the search's own indexes, tells whether few do. Where many do,
a part of the list's order is walked, which is enough where they are spread over it; where they
stand together, as all of one first name do, the search's own indexes answer after all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
	ColumnElement,
	Select,
	Text,
	and_,
	cast,
	func,
	literal_column,
	or_,
	select,
	text,
	tuple_,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from chasqui.kernel.pages import Column, build_keys, doubt_cursor, follow_order
from customers.domain.search import SearchTerm
from customers.models.customer import WORDS, CustomerRow
from customers.models.customer_contact import CustomerContactRow

FEW = 5000
WALKED = 5_000  # rows of the list's order: some twenty milliseconds
METHODS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")
AFTER_ALL = "\U0010ffff"  # sorts after every character, in the columns' collation


def build_search_condition(session: Session, terms: list[SearchTerm]) -> ColumnElement[bool]:
	"""Return the condition that a customer meets every term."""
	return and_(*(or_(*_list_choices(session, term)) for term in terms))


def _list_choices(session: Session, term: SearchTerm) -> list[ColumnElement[bool]]:
	choices = [_match_words(term.words)]
	choices += [_begins(CustomerRow.id_number, number) for number in term.numbers]
	choices += [_begins(CustomerRow.phone, phone) for phone in term.phones]
	if term.ending:
		choices.append(_begins(func.reverse(CustomerRow.phone), term.ending[::-1]))
	if term.email:
		choices.append(_begins(CustomerRow.email, term.email))
	if others := _find_by_further_contact(session, term):
		choices.append(CustomerRow.id.in_(others))
	return choices


def _find_by_further_contact(session: Session, term: SearchTerm) -> list[int]:
	"""Return up to `FEW` customers with another phone or e-mail that begins so.

	Looked up beforehand: a subquery among the choices would keep them all from their indexes.
	"""
	starts = [*term.phones, *([term.email] if term.email else [])]
	if not starts:
		return []
	begins = or_(*(_begins(CustomerContactRow.value, start) for start in starts))
	query = select(CustomerContactRow.customer_id).where(begins).distinct().limit(FEW)
	return list(session.scalars(query))


def _match_words(words: list[str]) -> ColumnElement[bool]:
	"""Return that each word begins a word of the name."""
	query = " & ".join(f"'{word}':*" for word in words)  # words are A–Z and 0–9
	kept: ColumnElement[Any] = literal_column(WORDS)
	return kept.op("@@", is_comparison=True)(cast(query, TSQUERY))


def _begins(column: Any, start: str) -> ColumnElement[bool]:
	"""Return that a value begins so: a range, which plans made without the value can use too."""
	return and_(column >= start, column < start + AFTER_ALL)


def find_few(session: Session, query: Select[Any]) -> list[int] | None:
	"""Return the customers that meet a query if they are few, else None."""
	with use_own_indexes(session):
		found = session.scalars(query.with_only_columns(CustomerRow.id).limit(FEW + 1)).all()
	return list(found) if len(found) <= FEW else None


def bound_walk(
	session: Session,
	query: Select[Any],
	keys: Sequence[Column],
	cursor: str | None,
	*,
	descending: bool,
) -> Select[Any]:
	"""Return the query for the next `WALKED` rows of the list's order alone."""
	texts = [cast(key, Text) for key in keys]
	order: Any = select(CustomerRow).with_only_columns(*texts)
	order = follow_order(order, keys, cursor, descending=descending)
	with doubt_cursor(cursor):
		last = session.execute(order.offset(WALKED).limit(1)).first()
	if last is None:
		return query
	row, end = tuple_(*keys), build_keys(keys, last)
	return query.where(row >= end if descending else row <= end)


@contextmanager
def use_own_indexes(session: Session) -> Iterator[None]:
	"""Within it, a query is answered from the indexes of its conditions."""
	_set_methods(session, "off")
	yield
	_set_methods(session, "on")


def _set_methods(session: Session, value: str) -> None:
	"""Allow or forbid all ways but bitmaps, within this transaction."""
	calls = ", ".join(f"set_config('{method}', :value, true)" for method in METHODS)
	session.execute(text(f"SELECT {calls}"), {"value": value})
