"""What a search text asks.

A text that is all of an identification, an e-mail, a phone, a code of the company's own or a number
of customer asks for who has it (`exact`), and so does a whole domain or the whole words of a name.
Where nobody has it so, every word must begin something of the customer: digits ask for
identifications and phones where a word is a number, and nowhere else.
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
CUSTOMER_NUMBER = re.compile(r"#(\d{1,18})")
# A company's own code, C-001: one word with a digit in it.
CODE = re.compile(r"(?=\S*\d)\S{2,40}")
OPEN = "*"  # at a word's end: whoever asks wants its beginnings, though somebody has it whole
SHORTEST_ENDING = 4


@dataclass(frozen=True)
class ExactValues:
	"""Whole values that a text may be."""

	numbers: list[str] = field(default_factory=list)
	phone: str | None = None
	email: str | None = None
	customer_id: int | None = None
	codes: list[str] = field(default_factory=list)
	"""How a code may have been written: letters as they are typed, large or small."""

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
	"""What is asked, the surest reading first: each counts where somebody meets it."""

	exact: ExactValues
	terms: list[SearchTerm]
	words: list[str] = field(default_factory=list)
	"""Words that a name must have whole; none where the text is of no name."""
	domain: str | None = None
	"""The whole domain of an address."""


def read_search(text: str) -> Search:
	"""Return what a text asks; without terms where there is nothing to search for.

	Among several words one of letters alone is of a name: «maria pena» asks for no e-mail, though
	thousands begin with "maria".
	"""
	text = tidy_line(text)
	tokens = ["".join(text.split())] if ONLY_NUMBER.fullmatch(text) else text.split()
	terms = [_read_term(token, is_alone=len(tokens) == 1) for token in tokens]
	return Search(
		_read_exact(text),
		[term for term in terms if term != SearchTerm()],
		_list_whole_words(tokens),
		_read_domain(text),
	)


def _read_exact(text: str) -> ExactValues:
	email = phone = None
	try:
		email = parse_email(text) if "@" in text else None
		phone = None if email else parse_phone(text)
	except BadField:
		pass
	number = CUSTOMER_NUMBER.fullmatch(text)
	codes = {text, text.upper(), text.lower()} if CODE.fullmatch(text) else set()
	return ExactValues(
		sorted(_list_identities(text)),
		phone,
		email,
		int(number[1]) if number else None,
		sorted(codes),
	)


def _list_whole_words(tokens: list[str]) -> list[str]:
	"""Return the words of a text that is a name's: one of them at least has a letter."""
	words = [word for token in tokens for word in split_words(token)]
	is_name = any(not ONLY_NUMBER.fullmatch(token) for token in tokens)
	return words if is_name and not any(token.endswith(OPEN) for token in tokens) else []


def _read_domain(text: str) -> str | None:
	if not text.startswith("@"):
		return None
	try:
		return parse_email(f"x{text}").partition("@")[2]
	except BadField:
		return None


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
