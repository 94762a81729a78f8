"""Subjects of mails: what a program puts before them when it answers or forwards."""

import re

LONGEST = 150
_PREFIX = re.compile(
	r"^\s*((re|rv|fw|fwd|aw|res|resp|respuesta)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
NOTHING = "(sin asunto)"


def strip_prefixes(subject: str) -> str:
	"""Return a subject as it was first written."""
	return _PREFIX.sub("", subject).strip() or NOTHING


def answer_subject(subject: str) -> str:
	"""Return the subject of an answer."""
	return f"Re: {strip_prefixes(subject)}"[:LONGEST]
