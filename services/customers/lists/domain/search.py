"""What a search text asks.

A text that is all of an identification, an e-mail or a phone asks for who has it (`exact`).
Otherwise every word must begin something of the customer: digits ask for identifications and
phones where a word is a number, and nowhere else.
"""

import re
from dataclasses import dataclass, field

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.identities import BadIdentity, parse_identity
from chasqui.kernel.texts.cleaning import tidy_line
from customers.people.domain.emails import parse_email
from customers.people.domain.names import split_words
from customers.people.domain.phones import COUNTRY_CODE, parse_phone
from customers.people.domain.problems import BadField

ONLY_NUMBER = re.compile(r"[\d\s+().-]+")
DOMAIN = re.compile(r"@[a-z0-9.-]+")
SHORTEST_ENDING = 4


@dataclass(frozen=True)
class ExactValues:
	"""Whole values that a text may be."""

	numbers: list[str] = field(default_factory=list)
	phone: str | None = None
	email: str | None = None

	@property
	def contacts(self) -> list[str]:
		return [value for value in (self.phone, self.email) if value]


@dataclass(frozen=True)
class SearchTerm:
	"""One word of the text; a customer meets it by any one of its parts.

	`words` must all begin words of the name; `numbers` are beginnings of identifications,
	`phones` of phones in E.164, `ending` the last digits of a phone, `email` a beginning, and
	`domain` the whole of what follows an address's ``@``, or how that begins.
	"""

	words: list[str] = field(default_factory=list)
	numbers: list[str] = field(default_factory=list)
	phones: list[str] = field(default_factory=list)
	ending: str | None = None
	email: str | None = None
	domain: str | None = None


@dataclass(frozen=True)
class Search:
	exact: ExactValues
	terms: list[SearchTerm]


def read_search(text: str) -> Search:
	"""Return what a text asks; without terms where there is nothing to search for.

	Among several words one of letters alone is of a name: «maria pena» asks for no e-mail, though
	thousands begin with "maria".
	"""
	text = tidy_line(text)
	tokens = ["".join(text.split())] if ONLY_NUMBER.fullmatch(text) else text.split()
	terms = [_read_term(token, is_alone=len(tokens) == 1) for token in tokens]
	return Search(_read_exact(text), [term for term in terms if term != SearchTerm()])


def _read_exact(text: str) -> ExactValues:
	email = phone = None
	try:
		email = parse_email(text) if "@" in text else None
		phone = None if email else parse_phone(text)
	except BadField:
		pass
	return ExactValues(sorted(_list_identities(text)), phone, email)


def _list_identities(text: str) -> set[str]:
	"""Return the identifications that a text is, as they are kept."""
	found = set()
	for kind in IdentityType:
		try:
			found.add(parse_identity(kind, text).number)
		except BadIdentity:
			continue
	return found


def _read_term(token: str, *, is_alone: bool) -> SearchTerm:
	token = token.lower()
	if DOMAIN.fullmatch(token):
		return SearchTerm(domain=token[1:])
	if "@" in token:
		return SearchTerm(email=token)
	words = split_words(token)
	if not words:
		return SearchTerm()
	digits = re.sub(r"\D", "", token)
	is_number = bool(ONLY_NUMBER.fullmatch(token))
	return SearchTerm(
		words=words,
		numbers=_list_numbers(token, digits, is_number=is_number),
		phones=_list_phones(token, digits) if is_number else [],
		ending=digits if is_number and len(digits) >= SHORTEST_ENDING else None,
		email=token if _may_begin_email(token, is_alone=is_alone) else None,
	)


def _may_begin_email(token: str, *, is_alone: bool) -> bool:
	return not ONLY_NUMBER.fullmatch(token) and (is_alone or not token.isalpha())


def _list_numbers(token: str, digits: str, *, is_number: bool) -> list[str]:
	"""Return how an identification may begin: a number by its digits, a passport as it is typed."""
	if is_number:
		return [digits] if digits else []
	return [token.upper()] if digits else []


def _list_phones(token: str, digits: str) -> list[str]:
	if not digits:
		return []
	if token.startswith("+"):
		return [f"+{digits}"]
	return [f"+{COUNTRY_CODE}{digits[1:]}"] if digits.startswith("0") else [f"+{digits}"]
