"""The keys by which a person is found: collected first, for wiping takes them away.

Texts become PostgreSQL regular expressions that see over case, accents and separators.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chasqui.contracts.customers.known_person import KnownPerson

ANYTHING_BETWEEN = r"[\s.\-/()]*"
BETWEEN_WORDS = r"[\s,;|]+"
NEVER = "(?!x)x"
# Below this a number could be a part of anything, so that it counts as a whole word alone.
SAFE_LENGTH = 8
LETTERS = {
	"a": "[aáàâä]", "e": "[eéèêë]", "i": "[iíìîï]", "o": "[oóòôö]", "u": "[uúùûü]", "n": "[nñ]",
}  # fmt: skip
PLAIN = str.maketrans("áàâäéèêëíìîïóòôöúùûüñ", "aaaaeeeeiiiioooouuuun")
# The digits of a phone without country and trunk prefix, as people write it (ITU-T E.164).
NATIONAL_DIGITS = 9
LONGEST_NAME = 6


@dataclass(frozen=True)
class PersonKeys:
	"""`ids` of the person's records, `digests` in hex, and a pattern for each kind of text."""

	ids: Sequence[int]
	digests: Sequence[str] = ()
	sure: str = NEVER
	words: str = NEVER

	def list_values(self) -> dict[str, Any]:
		"""Return the values of the parameters that `erasing` writes."""
		return {
			"ids": [*self.ids], "digests": [*self.digests], "sure": self.sure, "words": self.words,
		}  # fmt: skip


def build_keys(
	ids: Sequence[int],
	*,
	numbers: Iterable[str] = (),
	emails: Iterable[str] = (),
	phones: Iterable[str] = (),
	names: Iterable[str] = (),
	digests: Sequence[str] = (),
) -> PersonKeys:
	"""Return the keys of a person who is known by these texts."""
	sure = [
		*map(spell_number, numbers),
		*map(spell_email, emails),
		*map(spell_phone, phones),
	]
	full = [spelled for name in names for spelled in spell_name(name)]
	return PersonKeys(ids, digests, _join(sure), _join([*sure, *full]))


def build_keys_of(
	customer_id: int, known: KnownPerson | None = None, digests: Sequence[str] = ()
) -> PersonKeys:
	"""Return the keys of a customer, who may be known by more than the record's number."""
	person = known or KnownPerson()
	return build_keys(
		[customer_id],
		numbers=[one.id_number for one in person.identities],
		emails=person.emails,
		phones=person.phones,
		names=person.names,
		digests=digests,
	)


def spell_number(number: str) -> str:
	"""Return the pattern of an identification, with or without separators.

	A natural person's RUC is the cédula and the number of an establishment, ``001`` and on (SRI).
	"""
	spelled = ANYTHING_BETWEEN.join(re.findall("[A-Za-z0-9]", number))
	if len(number) < SAFE_LENGTH:
		return rf"\m{spelled}\M" if spelled else ""
	return rf"(?<![0-9]){spelled}(?:{ANYTHING_BETWEEN}00[0-9])?(?![0-9])"


def spell_phone(phone: str) -> str:
	"""Return the pattern of a phone, however its beginning is written."""
	digits = re.sub(r"\D", "", phone)[-NATIONAL_DIGITS:]
	if len(digits) < SAFE_LENGTH:
		return spell_number(digits)
	return rf"(?<![0-9])[0-9]{{0,5}}{ANYTHING_BETWEEN.join(digits)}(?![0-9])"


def spell_email(email: str) -> str:
	"""Return the pattern of an address that is no part of a longer one."""
	spelled = "".join(one if one.isalnum() else rf"\{one}" for one in email.strip().lower())
	return rf"(?<![\w.+%-]){spelled}(?![\w-]|\.\w)" if spelled else ""


def spell_name(name: str) -> list[str]:
	"""Return the patterns of a full name, whichever part comes first; a single word is nobody's."""
	words = [_spell_word(word) for word in re.findall(r"\w+", name.lower())][:LONGEST_NAME]
	if len(words) < 2:
		return []
	turns = ([*words[place:], *words[:place]] for place in range(len(words)))
	return [rf"\m{BETWEEN_WORDS.join(turn)}\M" for turn in turns]


def _spell_word(word: str) -> str:
	return "".join(LETTERS.get(letter, letter) for letter in word.translate(PLAIN))


def _join(patterns: Iterable[str]) -> str:
	found = [one for one in patterns if one]
	return "|".join(f"(?:{one})" for one in dict.fromkeys(found)) if found else NEVER
