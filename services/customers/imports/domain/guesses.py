"""Proposes where columns go: by their names, with their values as witnesses.

A whole name that is known beats a part of one, and of parts the more specific; values that are
not of the field's kind exclude a part of a name, and may propose a field where no name
does. An identification is one only where check digits vouch for most of the values, whatever the
column is called: postal codes, numbers of records and ratings are none, and a passport must be
called so, by its column or by the type that stands beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	TARGET_EMAIL,
	TARGET_IGNORED,
	TARGET_PHONE,
	Certainty,
	GuessSource,
)
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.identities import guess_id_type
from customers.imports.domain.cells import read_identity
from customers.imports.domain.column_words import Vocabulary, normalize
from customers.imports.domain.columns import MANY, NUMBER, REPORT_COLUMNS
from customers.imports.domain.dates import parse_date
from customers.imports.domain.vocabulary import CUSTOMER_WORDS, names_passport
from customers.people.domain.emails import parse_email
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import find_province
from customers.people.domain.problems import BadField

SURE, HALF = 0.8, 0.5  # shares of the values that must be of a kind
WHOLE = 1000  # more than any part of a name weighs
FURTHER = {"phone": TARGET_PHONE, "email": TARGET_EMAIL}


@dataclass(frozen=True)
class Guess:
	target: str = TARGET_IGNORED
	source: GuessSource = GuessSource.NONE
	certainty: Certainty = Certainty.NONE
	weight: int = 0
	doubted: str = TARGET_IGNORED
	"""Where the name says that it goes and the values do not: nowhere, until somebody says so."""

	def choose(self, target: str) -> "Guess":
		"""Return the same guess with another target; none at all without one."""
		return replace(self, target=target) if target or self.doubted else Guess()


def _is_identity(text: str) -> bool:
	kind = guess_id_type(text)
	if kind is IdentityType.PASSPORT:
		return False
	return bool(read_identity(kind.value, text))


def _is_province(text: str) -> bool:
	return any(map(str.isalpha, text)) and bool(find_province(text))


# What shows that a value is of a field. The surest first: many phones are ten digits, as a cédula.
KINDS: dict[str, Callable[[str], object]] = {
	"email": parse_email,
	"id_number": _is_identity,
	"phone": parse_phone,
	"province": _is_province,
	"birth_date": parse_date,
}
BY_VALUES = ("email", "id_number", "phone", "province")


@dataclass(frozen=True)
class GuessRules:
	"""By what the columns of one kind of file are proposed.

	`witnesses` are the kinds of values that confirm a name, `by_values` the targets that values
	propose without one; what comes again goes to a `further` one, or to one that may have `many`.
	"""

	words: Vocabulary
	witnesses: Mapping[str, Callable[[str], object]]
	by_values: Sequence[str]
	further: Mapping[str, str]
	many: Sequence[str]


CUSTOMER_RULES = GuessRules(CUSTOMER_WORDS, KINDS, BY_VALUES, FURTHER, MANY)


def guess_targets(
	header: Sequence[str], samples: Sequence[Sequence[str]], rules: GuessRules = CUSTOMER_RULES
) -> list[Guess]:
	"""Return a target for each column, none given twice unless it may have many columns."""
	columns = [_list_texts(samples, index) for index in range(len(header))]
	named = zip(header, columns, strict=True)
	guesses = [_guess_by_name(cell, texts, rules) for cell, texts in named]
	guesses = [_judge_identity(one, header, samples, n) for n, one in enumerate(guesses)]
	guesses = _drop_repeated(_drop_loose_names(guesses), rules)
	taken = {one.target for one in guesses}
	for index, guess in enumerate(guesses):
		words = rules.words
		is_known = words.find_whole(header[index]) is not None or words.names_another(header[index])
		if guess.target or is_known or normalize(header[index]) in REPORT_COLUMNS:
			continue
		found = _guess_by_values(columns[index], taken, rules)
		if found:
			taken.add(found)
			guesses[index] = Guess(found, GuessSource.SAMPLES, Certainty.LIKELY)
	return guesses


def vouch_identity(
	header: Sequence[str], samples: Sequence[Sequence[str]], index: int
) -> float | None:
	"""Return which share of a column's values identify somebody by their check digits.

	Where a column of types stands beside it, by what their type asks. None where there is no value,
	or the column is called one of passports, which have no check digit.
	"""
	find_whole = CUSTOMER_WORDS.find_whole  # an identification is called the same in every file
	kinds = next((n for n, cell in enumerate(header) if find_whole(cell) == "id_type"), None)
	rows = [row for row in samples if _read_cell(row, index)]
	if not rows or names_passport(header[index]):
		return None
	return sum(_identifies(row, index, kinds) for row in rows) / len(rows)


def mostly_passports(header: Sequence[str], samples: Sequence[Sequence[str]], index: int) -> bool:
	"""Return whether most values of a column would be passports, though nothing calls them so.

	They need no check digit: a record's code or a reference would become somebody's passport.
	"""
	share = vouch_identity(header, samples, index)
	texts = _list_texts(samples, index)
	passports = sum(guess_id_type(text) is IdentityType.PASSPORT for text in texts)
	return share is not None and share < HALF and passports > len(texts) * HALF


def _identifies(row: Sequence[str], index: int, kinds: int | None) -> bool:
	kind = "" if kinds is None else _read_cell(row, kinds)
	number = _read_cell(row, index)
	if not kind:
		return _accepts(_is_identity, number)
	return _accepts(lambda text: read_identity(kind, text), number)


def _judge_identity(
	guess: Guess, header: Sequence[str], samples: Sequence[Sequence[str]], index: int
) -> Guess:
	"""Return what the values leave of a guess that a column identifies people."""
	share = vouch_identity(header, samples, index) if guess.target == NUMBER else None
	if share is None:
		return guess
	if share >= HALF:
		is_whole = guess.weight == WHOLE
		return replace(guess, certainty=Certainty.SURE if is_whole else Certainty.LIKELY)
	if guess.weight < WHOLE:
		return Guess()
	return replace(guess, target=TARGET_IGNORED, certainty=Certainty.DOUBTFUL, doubted=guess.target)


def _read_cell(row: Sequence[str], index: int) -> str:
	return row[index].strip() if index < len(row) else ""


def _list_texts(samples: Sequence[Sequence[str]], index: int) -> list[str]:
	cells = (row[index].strip() for row in samples if index < len(row))
	return [cell for cell in cells if cell]


def _guess_by_name(cell: str, texts: Sequence[str], rules: GuessRules) -> Guess:
	words = rules.words
	whole = cell if cell.startswith(CUSTOM_PREFIX) else words.find_whole(cell)
	target, size = (whole, WHOLE) if whole is not None else words.find_phrase(cell)
	if not target or (whole is None and words.names_another(cell)):
		return Guess()
	share = None if target == NUMBER else _measure(target, texts, rules)
	if whole is not None:
		is_doubtful = share is not None and share < HALF
		certainty = Certainty.DOUBTFUL if is_doubtful else Certainty.SURE
		return Guess(target, GuessSource.NAME, certainty, size)
	if share is not None and share < HALF:
		return Guess()
	certainty = Certainty.DOUBTFUL if share is None else Certainty.LIKELY
	return Guess(target, GuessSource.NAME, certainty, size)


def _measure(target: str, texts: Sequence[str], rules: GuessRules) -> float | None:
	"""Return which share of the values is of a field's kind; None where nothing shows it."""
	accept = rules.witnesses.get(target)
	if accept is None or len(texts) < 2:
		return None
	return sum(_accepts(accept, text) for text in texts) / len(texts)


def _drop_loose_names(guesses: list[Guess]) -> list[Guess]:
	"""Return the guesses without a name that is one only by a part of its column's, where the given
	names have a column of their own: it would stand above them.
	"""
	has_parts = any(one.target == "given_names" for one in guesses)
	loose = [one.target == "name" and one.weight < WHOLE for one in guesses]
	return [
		Guess() if has_parts and is_loose else one
		for one, is_loose in zip(guesses, loose, strict=True)
	]


def _drop_repeated(guesses: list[Guess], rules: GuessRules) -> list[Guess]:
	"""Return the guesses with each single field at the column that is surest, the first of equals.

	What else mentions phones and e-mails goes to the further ones.
	"""
	kept = list(guesses)
	seen: set[str] = set()
	order = sorted(range(len(guesses)), key=lambda index: (-guesses[index].weight, index))
	for index in order:
		target = guesses[index].target
		if target in seen and target not in rules.many:
			kept[index] = guesses[index].choose(rules.further.get(target, TARGET_IGNORED))
		seen.add(target)
	return kept


def _guess_by_values(texts: Sequence[str], taken: set[str], rules: GuessRules) -> str:
	for target in rules.by_values:
		share = _measure(target, texts, rules)
		if share is not None and share >= SURE:
			return rules.further.get(target, TARGET_IGNORED) if target in taken else target
	return TARGET_IGNORED


def _accepts(accept: Callable[[str], object], text: str) -> bool:
	try:
		return bool(accept(text))
	except (BadField, ValueError):
		return False
