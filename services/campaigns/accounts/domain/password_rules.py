"""Which passwords are good enough."""

from collections.abc import Iterable

from zxcvbn import zxcvbn

from chasqui.kernel.texts.cleaning import drop_accents

MIN_LENGTH = 12
LONGEST_JUDGED = 72  # what zxcvbn takes; nobody repeats a pattern for longer by accident
# zxcvbn: 4 is «very unguessable», 10^10 guesses and more; at 3 a name with a year would pass.
LEAST_SCORE = 4
OWN_WORDS = ("chasqui", "marketing", "ecuador", "contraseña", "administrador", "asesor")


def find_fault(password: str, about: Iterable[str]) -> str | None:
	"""Return what is wrong with a password as code, None if nothing.

	Common, repeated, sequential ones and those made of `about` (names of the person) are
	`too_easy`; under twelve characters they are `too_short`.
	"""
	if len(password) < MIN_LENGTH:
		return "too_short"
	words = [part for text in (*OWN_WORDS, *about) for part in drop_accents(text).split()]
	judged = zxcvbn(drop_accents(password)[:LONGEST_JUDGED], user_inputs=words)
	return "too_easy" if judged["score"] < LEAST_SCORE else None
