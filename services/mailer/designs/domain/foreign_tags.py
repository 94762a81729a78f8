"""Merge tags of other mailers: ``*|FNAME|*``, ``%recipient.name%``, ``{$user->name|default:"x"}``,
``[[data:nombre:"x"]]``.

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
# In HTML, marks of a tag may stand as entities.
_QUOTE = r"(?:['\"]|&quot;|&#0*39;|&#x0*27;|&apos;)"
_PATH = rf"[a-z]\w{{0,60}}(?:(?:\.|->|-&gt;)\w{{1,60}}|\[{_QUOTE}?\w{{1,60}}{_QUOTE}?\]){{0,4}}"
_TAG = re.compile(
	r"\*\|\s*(?P<star>[\w:.-]{1,60}(?: [\w:.-]{1,60}){0,4})\s*\|\*"
	r"|%%\s*(?P<double>[a-z][\w. -]{0,60}?)\s*%%"
	r"|%(?P<percent>[a-z][\w.-]{2,60})%"
	rf"|\{{\$\s*(?P<dollar>{_PATH}(?:\|[^{{}}]{{0,80}})?)\s*\}}"
	rf"|\$\{{\s*(?P<brace>{_PATH})\s*\}}"
	rf"|\[\[\s*(?P<square>[^\W\d][\w .:-]{{0,60}}?(?:[|:]\s*[^\[\]|<>]{{0,80}}?)?)\s*\]\]",
	re.IGNORECASE,
)
_ACTIVE = re.compile(r"script\s*:|data\s*:", re.IGNORECASE)
_NAMESPACE = re.compile(r"\s*(?:data|var)\s*:\s*(?=\w)", re.IGNORECASE)
_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_STEPS = re.compile(r"->|[\[\]'\"]+")
_DEFAULT = re.compile(r"\bdefault\s*:\s*(['\"].*?['\"]|\w+)")
_FIELD_MARKS = re.compile(r"[{}|]")
_CASES = ("TITLE", "UPPER", "LOWER")
"""Mailchimp's ways to write a value, before the colon: ``*|TITLE:FNAME|*``."""


@dataclass(frozen=True)
class ForeignTag:
	"""A tag as it is written, the field of ours that it seems to mean (empty if none does), and
	what the tag itself puts in place of a missing value.
	"""

	written: str
	field: str
	fallback: str = ""


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
	found: dict[str, ForeignTag] = {}
	for match in (match for text in texts for match in _iterate(text)):
		if len(found) == MOST_TAGS:
			break
		written = html.unescape(match.group())
		if written not in found:
			name, fallback = _read_tag(match)
			field = propose_field(name)
			found[written] = ForeignTag(written, field, fallback if field else "")
	return list(found.values())


def adopt_foreign_tags(text: str) -> str:
	"""Return a text with our fields instead of the foreign tags that seem to mean one."""
	fields = {
		tag.written: Field(tag.field, tag.fallback).write()
		for tag in find_foreign_tags(text)
		if tag.field
	}

	def adopt(match: re.Match[str]) -> str:
		ours = fields.get(html.unescape(match.group())) if _is_tag(match) else None
		return html.escape(ours, quote=False) if ours else match.group()

	return _TAG.sub(adopt, text)


def _iterate(text: str) -> Iterator[re.Match[str]]:
	return (match for match in _TAG.finditer(text) if _is_tag(match))


def _read_tag(match: re.Match[str]) -> tuple[str, str]:
	"""Return the name within a tag, a path with dots, and its own fallback."""
	inner = html.unescape(str(match[match.lastgroup or 0]))
	if match.lastgroup == "star":
		name, fallback = _read_starred(inner)
	elif match.lastgroup == "square":
		name, _, fallback = _NAMESPACE.sub("", inner, 1).replace("|", ":", 1).partition(":")
	else:
		name, _, modifiers = inner.partition("|")
		default = _DEFAULT.search(modifiers)
		fallback = default.group(1) if default else ""
	return ".".join(_STEPS.split(name)).strip("."), _tidy_fallback(fallback)


def _read_starred(inner: str) -> tuple[str, str]:
	"""Return what stands between ``*|`` and ``|*``: a name, ``TITLE:FNAME`` or ``FNAME:Amiga``."""
	head, colon, rest = inner.partition(":")
	if not colon or is_field_name(inner):
		return inner, ""
	if head.upper() in _CASES:
		return rest, ""
	return (head, rest) if is_field_name(head) else (inner, "")


def _tidy_fallback(text: str) -> str:
	"""Return a fallback as a field of ours may have it: one line, no quotes around, no marks."""
	return " ".join(_FIELD_MARKS.sub("", text.strip().strip("'\"")).split())


def _is_tag(match: re.Match[str]) -> bool:
	"""Return whether it is a tag; ``%C3%B1ana%20`` has an address's letters, in two digits each.

	What names a script or data is none, whatever stands around it, but for ``[[data:name]]``.
	"""
	inner = match[match.lastgroup or 0]
	if match.lastgroup == "square":
		inner = _NAMESPACE.sub("", inner, 1)
	if _ACTIVE.search(inner):
		return False
	return match.lastgroup != "percent" or not (
		_ENCODED.match(match.group()) and not is_field_name(inner)
	)
