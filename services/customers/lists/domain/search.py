"""What a search text asks: every word of it must begin something of the customer."""

import re
from dataclasses import dataclass, field

from customers.people.domain.names import split_words
from customers.people.domain.phones import COUNTRY_CODE

ONLY_NUMBER = re.compile(r"[\d\s+().-]+")
SHORTEST_ENDING = 4


@dataclass(frozen=True)
class SearchTerm:
	"""One word of the text; a customer meets it by any one of its parts.

	`words` must all begin words of the name; `numbers` are beginnings of identifications,
	`phones` of phones in E.164, `ending` the last digits of a phone, `email` a beginning.
	"""

	words: list[str] = field(default_factory=list)
	numbers: list[str] = field(default_factory=list)
	phones: list[str] = field(default_factory=list)
	ending: str | None = None
	email: str | None = None


def read_search(text: str) -> list[SearchTerm]:
	"""Return the terms of a text; none if there is nothing to search for.

	Among several words one of letters alone is of a name: «maria pena» asks for no e-mail, though
	thousands begin with "maria".
	"""
	tokens = ["".join(text.split())] if ONLY_NUMBER.fullmatch(text) else text.split()
	terms = [_read_term(token, is_alone=len(tokens) == 1) for token in tokens]
	return [term for term in terms if term != SearchTerm()]


def _read_term(token: str, *, is_alone: bool) -> SearchTerm:
	words = split_words(token)
	if not words:
		return SearchTerm()
	digits = re.sub(r"\D", "", token)
	return SearchTerm(
		words=words,
		numbers=_list_numbers(token, digits),
		phones=_list_phones(token, digits),
		ending=digits if len(digits) >= SHORTEST_ENDING else None,
		email=token.lower() if _may_begin_email(token, is_alone=is_alone) else None,
	)


def _may_begin_email(token: str, *, is_alone: bool) -> bool:
	return not token.isdigit() and (is_alone or not token.isalpha())


def _list_numbers(token: str, digits: str) -> list[str]:
	"""Return how an identification may begin: as typed, and its digits alone."""
	if not digits:
		return []
	return sorted({digits, token.upper()})


def _list_phones(token: str, digits: str) -> list[str]:
	if not digits:
		return []
	if token.startswith("+"):
		return [f"+{digits}"]
	return [f"+{COUNTRY_CODE}{digits[1:]}"] if digits.startswith("0") else [f"+{digits}"]
