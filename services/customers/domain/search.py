"""What a search text asks of the words that the index keeps of each customer.

Those are the name's words (upper case, no accents), the identification, the e-mail (lower
case), the phone without its plus sign, and the phone backwards after a ``<``.
"""

import re

from customers.domain.names import split_words

ONLY_NUMBER = re.compile(r"[\d\s+().-]+")
SHORTEST_SUFFIX = 4
SHORTEST_EMAIL = 3


def build_search(text: str) -> str | None:
	"""Return a tsquery for a text, every word of which must begin a word kept; None if empty."""
	tokens = ["".join(text.split())] if ONLY_NUMBER.fullmatch(text) else text.split()
	terms = [term for token in tokens if (term := _build_term(token))]
	return " & ".join(terms) or None


def _build_term(token: str) -> str | None:
	choices = []
	words = split_words(token)
	if words and not token.isdigit():
		choices.append(" & ".join(map(_quote, words)))
	if digits := re.sub(r"[^\d]", "", token):
		choices.extend(map(_quote, _list_numbers(digits, token)))
	if "@" in token or (len(token) >= SHORTEST_EMAIL and token[0].isalpha()):
		choices.append(_quote(token.lower()))
	return "(" + " | ".join(f"({choice})" for choice in choices) + ")" if choices else None


def _list_numbers(digits: str, token: str) -> list[str]:
	"""Return what digits may begin: an identification, a phone, or a phone's end backwards."""
	numbers = [digits, token.upper()] if not token.isdigit() else [digits]
	if digits.startswith("0"):
		numbers.append("593" + digits[1:])
	if len(digits) >= SHORTEST_SUFFIX:
		numbers.append("<" + digits[::-1])
	return numbers


def _quote(word: str) -> str:
	escaped = word.replace("\\", "\\\\").replace("'", "''")
	return f"'{escaped}':*"
