"""Names as keys: without accents, in any order, without the little words; and how they sound."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from chasqui.contracts.risk import MatchKind

PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "Y"})
APOSTROPHES = str.maketrans("", "", "'’‘´`")
NOT_WORD = re.compile(r"[^A-Z0-9]+")
# Letters that sound alike in the Spanish of America become one small letter. The order counts:
# a capital is a letter without its sound yet. Ñ has become N before, and J stays apart from Y.
SOUNDS = tuple(
	(re.compile(pattern), sound)
	for pattern, sound in (
		("PH", "f"),
		("CH", "c"),
		("LL|Y(?=[AEIOU])", "y"),
		("Y", "i"),  # Godoy, Ybarra
		("HU(?=[AEIO])|GU(?=[AO])|W", "w"),  # Huamán, Guamán, Wamán
		("GU(?=[EI])", "g"),
		("G(?=[EI])|X|J", "j"),  # Giménez, Ximénez, Jiménez
		("QU(?=[EI])", "k"),
		("S?C(?=[EI])|Z", "s"),
		("[CQK]", "k"),
		("[BV]", "b"),
		("H", ""),
	)
)
DOUBLED = re.compile(r"(.)\1+")
HIGHEST_UNEQUAL = 99


@dataclass(frozen=True, slots=True)
class NameWords:
	"""A name's words, sorted, a repeated one as often as it stands; `sounds` are theirs."""

	words: tuple[str, ...]
	sounds: tuple[str, ...]

	@property
	def key(self) -> str:
		"""One key for all orders and writings of a name: ``ANGEL JOSE MUNOZ PENA``."""
		return " ".join(self.words)


def read_name(name: str) -> NameWords:
	"""Return the words of a name; ``José de la Peña`` has JOSE and PENA."""
	plain = name.upper().translate(APOSTROPHES)
	if not plain.isascii():
		decomposed = unicodedata.normalize("NFKD", plain)
		plain = "".join([char for char in decomposed if not unicodedata.combining(char)])
	words = sorted([word for word in NOT_WORD.sub(" ", plain).split() if word not in PARTICLES])
	return NameWords(tuple(words), tuple([encode_sound(word) for word in words]))


@lru_cache(maxsize=65_536)
def encode_sound(word: str) -> str:
	"""Return how a word without accents sounds: ``XAVIER`` and ``JAVIER`` are ``jabier``.

	The rules are those by which Spanish writers err: b=v, s=z=soft c, ll=y, mute h, gua=hua=wa,
	x=j=soft g, qu=k=hard c, doubled letters count once.
	"""
	for pattern, sound in SOUNDS:
		word = pattern.sub(sound, word)
	return DOUBLED.sub(r"\1", word.lower()) or "h"


def compare_names(asked: NameWords, found: NameWords) -> tuple[MatchKind, int] | None:
	"""Return how a found name answers an asked one, and their similarity from 0 to 100.

	EXACT: the same words, in any order. PARTIAL: the found name has every asked word.
	PHONETIC: it has a word that sounds like each. None: it does not answer.
	"""
	if asked.words == found.words:
		return MatchKind.EXACT, 100
	similarity = min(measure_similarity(asked, found), HIGHEST_UNEQUAL)
	if set(asked.words) <= set(found.words):
		return MatchKind.PARTIAL, similarity
	if set(asked.sounds) <= set(found.sounds):
		return MatchKind.PHONETIC, similarity
	return None


def measure_similarity(asked: NameWords, found: NameWords) -> int:
	"""Return how much of both names agrees, 0–100 (Dice's coefficient over their words).

	Each asked word is paired with a word of the found name: an equal one counts 1, one that only
	sounds alike counts the share of letters that both have in the same order (XAVIER and JAVIER:
	10 of 12), any other 0. Twice the sum, divided by the number of words of both names.
	"""
	left = list(zip(found.words, found.sounds, strict=True))
	total = 0.0
	unpaired = []
	for pair in zip(asked.words, asked.sounds, strict=True):
		if pair in left:
			left.remove(pair)
			total += 1
		else:
			unpaired.append(pair)
	for word, sound in unpaired:
		total += _take_closest(word, [pair for pair in left if pair[1] == sound], left)
	return round(200 * total / (len(asked.words) + len(found.words)))


def _take_closest(
	word: str, alike: Sequence[tuple[str, str]], left: list[tuple[str, str]]
) -> float:
	"""Take the closest of the words that sound alike out of `left`; return its share."""
	if not alike:
		return 0.0
	share, pair = max((SequenceMatcher(None, word, pair[0]).ratio(), pair) for pair in alike)
	left.remove(pair)
	return share
