"""A search text as conditions that indexes answer."""

from typing import Any

from sqlalchemy import ColumnElement, and_, cast, func, literal_column, or_
from sqlalchemy.dialects.postgresql import TSQUERY

from customers.domain.search import SearchTerm
from customers.models.customer import WORDS, CustomerRow

AFTER_ALL = "\U0010ffff"  # sorts after every character, in the columns' collation


def build_search_condition(terms: list[SearchTerm]) -> ColumnElement[bool]:
	"""Return the condition that a customer meets every term."""
	return and_(*(or_(*_list_choices(term)) for term in terms))


def _list_choices(term: SearchTerm) -> list[ColumnElement[bool]]:
	choices = [_match_words(term.words)]
	choices += [_begins(CustomerRow.id_number, number) for number in term.numbers]
	choices += [_begins(CustomerRow.phone, phone) for phone in term.phones]
	if term.ending:
		choices.append(_begins(func.reverse(CustomerRow.phone), term.ending[::-1]))
	if term.email:
		choices.append(_begins(CustomerRow.email, term.email))
	return choices


def _match_words(words: list[str]) -> ColumnElement[bool]:
	"""Return that each word begins a word of the name."""
	query = " & ".join(f"'{word}':*" for word in words)  # words are A–Z and 0–9
	kept: ColumnElement[Any] = literal_column(WORDS)
	return kept.op("@@", is_comparison=True)(cast(query, TSQUERY))


def _begins(column: Any, start: str) -> ColumnElement[bool]:
	"""Return that a value begins so: a range, which plans made without the value can use too."""
	return and_(column >= start, column < start + AFTER_ALL)
