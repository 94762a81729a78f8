"""A search text as conditions that indexes answer, and a way to have them answered so.

The planner takes most searches for common ones and walks the list's order, filtering: seconds
where few match. So a first look, by the search's own indexes, tells whether few do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, cast, func, literal_column, or_, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from customers.domain.search import SearchTerm
from customers.models.customer import WORDS, CustomerRow
from customers.models.customer_contact import CustomerContactRow

FEW = 5000
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


@contextmanager
def choose_plan(session: Session, query: Select[Any]) -> Iterator[None]:
	"""Within it, a query is answered from its own indexes if only a few rows match."""
	_set_methods(session, "off")
	looked = select(func.count()).select_from(
		query.with_only_columns(CustomerRow.id).limit(FEW + 1).subquery()
	)
	is_common = session.execute(looked).scalar_one() > FEW
	if is_common:
		_set_methods(session, "on")
	yield
	_set_methods(session, "on")


def _set_methods(session: Session, value: str) -> None:
	"""Allow or forbid all ways but bitmaps, within this transaction."""
	calls = ", ".join(f"set_config('{method}', :value, true)" for method in METHODS)
	session.execute(text(f"SELECT {calls}"), {"value": value})
