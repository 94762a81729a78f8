"""Outlook's conditional comments: read strictly, written again, or not kept at all.

They hold what only desktop Outlook sees: tables around columns, VML for buttons and backgrounds.
A table may begin in one comment and end in another; therefore all of a body are kept, or none.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mailer.designs.domain.css_rules import clean_style
from mailer.designs.domain.css_values import CssFault
from mailer.designs.domain.html_addresses import is_safe_attribute
from mailer.designs.domain.html_vocabulary import ATTRIBUTES
from mailer.designs.domain.merge_fields import TOKEN
from mailer.designs.domain.mso_vocabulary import (
	CONTENT_TAGS,
	NAMESPACES,
	TABLE_TAGS,
	VML_ATTRIBUTES,
	VML_TAGS,
	VOID_TAGS,
)

REVEAL_END = "<![endif]"
_CONDITION = r"\[if\s((?:[\s()|&!]|\b(?:mso|ie|vml|gte?|lte?|\d+)\b)+)\]>"
_HIDDEN = re.compile(rf"\s*{_CONDITION}(.*)<!\[endif\]\s*", re.IGNORECASE | re.DOTALL)
_REVEAL = re.compile(rf"\s*{_CONDITION}(?:<!)?\s*", re.IGNORECASE)
_OLD = re.compile(r"\s*\[if lte? mso (?:9|1[01])\]", re.IGNORECASE)  # 2003 and before
_ANY = re.compile(r"\s*(?:\[if\b|<!\[endif\])", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>", re.IGNORECASE)
_TEXT = re.compile(r"[^<>]+")
_ATTRIBUTE = re.compile(
	r"([a-z][a-z0-9:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=`]+)))?", re.IGNORECASE
)


class UnknownContentError(ValueError):
	"""Something stands in a comment that is neither table nor VML."""


@dataclass(frozen=True)
class MsoTag:
	name: str
	attributes: dict[str, str] = field(default_factory=dict)
	is_end: bool = False
	is_empty: bool = False

	def write(self) -> str:
		if self.is_end:
			return f"</{self.name}>"
		prefix = self.name.partition(":")[0]
		space = {f"xmlns:{prefix}": NAMESPACES[prefix]} if prefix in NAMESPACES else {}
		written = "".join(
			f' {k}="{html.escape(v)}"' for k, v in {**space, **self.attributes}.items()
		)
		return f"<{self.name}{written}{' /' if self.is_empty and ':' in self.name else ''}>"


def is_conditional(comment: str) -> bool:
	"""Return whether a comment is for Outlook."""
	return _ANY.match(comment) is not None


def is_meant(comment: str) -> bool:
	"""Return whether a comment holds something for an Outlook that is still in use."""
	hidden = _HIDDEN.fullmatch(comment)
	return is_conditional(comment) and hidden is not None and not _OLD.match(comment)


def rewrite_comments(
	comments: Iterable[str], resolve: Callable[[str], str] = str
) -> list[str] | None:
	"""Return the conditional comments of one body as they may be sent; None if none may.

	`resolve` gives the public address of a picture that came with the design.
	"""
	opened: list[str] = []
	is_revealing = False
	written: list[str] = []
	try:
		for comment in comments:
			hidden, reveal = _HIDDEN.fullmatch(comment), _REVEAL.fullmatch(comment)
			if hidden:
				content = _rewrite_content(hidden.group(2), opened, resolve)
				written.append(f"[if {_tidy(hidden.group(1))}]>{content}{REVEAL_END}")
			elif comment.strip().lower() == REVEAL_END and is_revealing:
				is_revealing = False
				written.append(REVEAL_END)
			elif reveal and not is_revealing:
				is_revealing = True
				written.append(f"[if {_tidy(reveal.group(1))}]><!")
			else:
				return None
	except UnknownContentError:
		return None
	return None if opened or is_revealing else written


def list_attributes(comment: str) -> list[tuple[str, str]]:
	"""Return names and values of all attributes within a comment."""
	hidden = _HIDDEN.fullmatch(comment)
	try:
		pieces = list(_read_content(hidden.group(2))) if hidden else []
	except UnknownContentError:
		return []
	tags = [piece for piece in pieces if isinstance(piece, MsoTag)]
	return [(name, value) for tag in tags for name, value in tag.attributes.items()]


def _tidy(condition: str) -> str:
	return " ".join(condition.split())


def _rewrite_content(content: str, opened: list[str], resolve: Callable[[str], str]) -> str:
	pieces = _read_content(content)
	written = "".join(_rewrite_piece(piece, opened, resolve) for piece in pieces)
	if "--" in written or "<!" in written:  # an old reader may end the comment there
		raise UnknownContentError
	return written


def _rewrite_piece(piece: MsoTag | str, opened: list[str], resolve: Callable[[str], str]) -> str:
	is_within = any(name in ("td", "th") or name in VML_TAGS for name in opened)
	if isinstance(piece, str):
		if piece.strip() and not is_within:
			raise UnknownContentError
		return html.escape(html.unescape(piece), quote=False)
	name = piece.name
	if name not in TABLE_TAGS | VML_TAGS and not (is_within and name in CONTENT_TAGS):
		raise UnknownContentError
	if piece.is_end:
		if not opened or opened.pop() != name:
			raise UnknownContentError
	elif not (name in VOID_TAGS or (piece.is_empty and name in VML_TAGS)):
		opened.append(name)
	attributes = dict(_clean_attributes(name, piece.attributes))
	if "src" in attributes:
		attributes["src"] = resolve(attributes["src"])
	return MsoTag(name, attributes, piece.is_end, piece.is_empty).write()


def _read_content(content: str) -> Iterator[MsoTag | str]:
	position = 0
	while position < len(content):
		found = _TAG.match(content, position) or _TEXT.match(content, position)
		if found is None:
			raise UnknownContentError
		position = found.end()
		yield found.group() if found.re is _TEXT else _read_tag(*found.groups())


def _read_tag(end: str, name: str, rest: str) -> MsoTag:
	rest = rest.strip()
	is_empty = rest.endswith("/")
	rest = rest.removesuffix("/")
	if _ATTRIBUTE.sub("", rest).strip():
		raise UnknownContentError
	attributes = {
		one.group(1).lower(): html.unescape(one.group(2) or one.group(3) or one.group(4) or "")
		for one in _ATTRIBUTE.finditer(rest)
	}
	return MsoTag(name.lower(), attributes, bool(end), is_empty)


def _clean_attributes(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
	known = (
		VML_ATTRIBUTES if tag in VML_TAGS else ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset())
	)
	for name, value in attributes.items():
		if name not in known:
			continue
		if not is_safe_attribute(name, value) or (name == "style" and TOKEN.search(value)):
			raise UnknownContentError
		if name != "style":
			yield name, value
			continue
		style = clean_style(value)
		if style.faults - {CssFault.FOREIGN}:
			raise UnknownContentError
		if style.text:
			yield name, style.text
