"""Guesses where a column goes from its name, and from its values where the name says nothing."""

from collections.abc import Callable, Iterable, Sequence

from chasqui.contracts.customers.imports import (
	TARGET_EMAIL,
	TARGET_IGNORED,
	TARGET_PHONE,
	AmountWriting,
	GuessSource,
)
from customers.imports.domain.amounts import PLAIN_AMOUNT, SPANISH_AMOUNT
from customers.imports.domain.columns import COLUMNS, REPORT_COLUMNS, SPANISH, read_target
from customers.people.domain.emails import parse_email
from customers.people.domain.identities import guess_id_type, parse_identity
from customers.people.domain.names import split_words
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import find_province
from customers.people.domain.problems import BadField

SURE = 0.8  # this share of the values must be of a kind
Guess = tuple[str, GuessSource]
# A word within a longer name: «teléfono de contacto», «fecha de nacimiento del titular».
WORDS = {word: target for word, target in SPANISH.items() if "_" not in word and word != "tipo"} | {
	"email": "email",
	"phone": "phone",
	"name": "name",
}


def _is_identity(text: str) -> bool:
	parse_identity(guess_id_type(text), text)
	return any(char.isdigit() for char in text)


# The surest first: many phones are ten digits, as a cédula is.
KINDS: tuple[tuple[str, str, Callable[[str], object]], ...] = (
	("email", TARGET_EMAIL, parse_email),
	("id_number", TARGET_IGNORED, _is_identity),
	("phone", TARGET_PHONE, parse_phone),
	("province", TARGET_IGNORED, find_province),
)


def guess_targets(header: Sequence[str], samples: Sequence[Sequence[str]]) -> list[Guess]:
	"""Return a target for each column, none given twice unless it may have many columns."""
	guesses = [_guess_by_name(cell) for cell in header]
	guesses = _drop_repeated(guesses)
	taken = {target for target, _ in guesses}
	for index, (target, _source) in enumerate(guesses):
		is_report = "_".join(split_words(header[index])).lower() in REPORT_COLUMNS
		if target or is_report:
			continue
		found = _guess_by_samples([row[index] for row in samples if index < len(row)], taken)
		if found:
			taken.add(found)
			guesses[index] = (found, GuessSource.SAMPLES)
	return guesses


def guess_amounts(values: Iterable[str], default: AmountWriting) -> AmountWriting:
	"""Return how the values of the income's column are written; the default where both fit."""
	texts = [text.strip() for text in values if text.strip()]
	if default is AmountWriting.AUTO or not texts:
		return default
	plain = all(PLAIN_AMOUNT.fullmatch(text) for text in texts)
	spanish = all(SPANISH_AMOUNT.fullmatch(text) for text in texts)
	if plain == spanish:
		return default
	return AmountWriting.PLAIN if plain else AmountWriting.SPANISH


def _guess_by_name(cell: str) -> Guess:
	target = read_target(cell)
	if not target:
		words = [word.lower() for word in split_words(cell)]
		target = next((WORDS[word] for word in words if word in WORDS), TARGET_IGNORED)
	return target, GuessSource.NAME if target else GuessSource.NONE


def _drop_repeated(guesses: list[Guess]) -> list[Guess]:
	further = {"phone": TARGET_PHONE, "email": TARGET_EMAIL}
	kept: list[Guess] = []
	seen: set[str] = set()
	for target, source in guesses:
		chosen = further.get(target, TARGET_IGNORED) if target in seen else target
		if target in seen and target not in COLUMNS and target != "surname":
			chosen = target
		seen.add(target)
		kept.append((chosen, source if chosen else GuessSource.NONE))
	return kept


def _guess_by_samples(values: Sequence[str], taken: set[str]) -> str:
	texts = [text.strip() for text in values if text.strip()]
	if len(texts) < 2:
		return TARGET_IGNORED
	for target, further, accept in KINDS:
		if sum(1 for text in texts if _accepts(accept, text)) >= SURE * len(texts):
			return further if target in taken else target
	return TARGET_IGNORED


def _accepts(accept: Callable[[str], object], text: str) -> bool:
	try:
		return bool(accept(text))
	except BadField:
		return False
