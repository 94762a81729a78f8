"""Words of a name as a condition that the names' index answers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, cast, literal_column
from sqlalchemy.dialects.postgresql import TSQUERY

from customers.people.models.customer import WORDS


def match_words(words: Sequence[str], *, is_whole: bool = False) -> ColumnElement[bool]:
	"""Return that each word begins a word of the name, or is one."""
	end = "" if is_whole else ":*"
	query = " & ".join(f"'{word}'{end}" for word in words)  # words are A–Z and 0–9
	kept: ColumnElement[Any] = literal_column(WORDS)
	return kept.op("@@", is_comparison=True)(cast(query, TSQUERY))
