"""Merge tags of other mailers: ``*|FNAME|*``, ``%FIRSTNAME%``, ``{$name}``, ``[[nombre]]``.

Nobody here fills them: sent as they are, each person would read them. While a design is cleaned,
each is a token of letters and digits, as our own fields are.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailer.designs.domain.field_names import is_field_name, propose_field
from mailer.designs.domain.merge_fields import Field

MOST_TAGS = 60
"""A design has a few; what is shown of them is bounded."""
TOKEN = re.compile(r"chqft(\d+)x")
_TAG = re.compile(
	r"\*\|\s*(?P<star>[\w:.-]{1,60})\s*\|\*"
	r"|%%\s*(?P<double>[a-z][\w. -]{0,60}?)\s*%%"
	r"|%(?P<percent>[a-z]\w{2,60})%"
	r"|\{\$\s*(?P<dollar>[a-z][\w.]{0,60})(?:\|[^{}]{0,80})?\s*\}"
	r"|\$\{\s*(?P<brace>[a-z][\w.]{0,60})\s*\}"
	r"|\[\[\s*(?P<square>[^\W\d][\w .:-]{0,60}?)\s*\]\]",
	re.IGNORECASE,
)
_ACTIVE = re.compile(r"script\s*:|data\s*:", re.IGNORECASE)
_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)


@dataclass(frozen=True)
class ForeignTag:
	"""A tag as it is written, and the field of ours that it seems to mean; empty if none does."""

	written: str
	field: str


@dataclass(frozen=True)
class HiddenTags:
	"""A text whose n-th foreign tag is the token ``chqft<n>x``."""

	text: str
	tags: tuple[str, ...]

	def show(self, text: str) -> str:
		"""Return HTML that was made of the text with its tags again."""

		def write(match: re.Match[str]) -> str:
			index = int(match.group(1))
			return html.escape(self.tags[index]) if index < len(self.tags) else match.group()

		return TOKEN.sub(write, text)


def hide_foreign_tags(source: str) -> HiddenTags:
	"""Return a text with tokens for its foreign tags."""
	tags: list[str] = []

	def hide(match: re.Match[str]) -> str:
		if not _is_tag(match):
			return match.group()
		tags.append(html.unescape(match.group()))
		return f"chqft{len(tags) - 1}x"

	return HiddenTags(_TAG.sub(hide, source), tuple(tags))


def find_foreign_tags(*texts: str) -> list[ForeignTag]:
	"""Return the foreign tags of some texts, each once, in their order, and `MOST_TAGS` at most."""
	found: dict[str, str] = {}
	for match in (match for text in texts for match in _iterate(text)):
		if len(found) == MOST_TAGS:
			break
		written = html.unescape(match.group())
		if written not in found:
			found[written] = propose_field(_read_name(match))
	return [ForeignTag(tag, field) for tag, field in found.items()]


def adopt_foreign_tags(text: str) -> str:
	"""Return a text with our fields instead of the foreign tags that seem to mean one."""
	fields = {tag.written: tag.field for tag in find_foreign_tags(text)}

	def adopt(match: re.Match[str]) -> str:
		field = fields.get(html.unescape(match.group())) if _is_tag(match) else ""
		return Field(field).write() if field else match.group()

	return _TAG.sub(adopt, text)


def _iterate(text: str) -> Iterator[re.Match[str]]:
	return (match for match in _TAG.finditer(text) if _is_tag(match))


def _read_name(match: re.Match[str]) -> str:
	return str(match[match.lastgroup or 0])


def _is_tag(match: re.Match[str]) -> bool:
	"""Return whether it is a tag; ``%C3%B1ana%20`` has an address's letters, in two digits each.

	What names a script or data is none, whatever stands around it.
	"""
	if _ACTIVE.search(match.group()):
		return False
	return match.lastgroup != "percent" or not (
		_ENCODED.match(match.group()) and not is_field_name(_read_name(match))
	)
