"""Reads a finished document again, as its readers will, and holds it against the vocabulary.

Each cleaning step is sure of its own output; only the whole document shows what they make together.
Two parsers read it: lexbor follows the HTML standard as browsers do, libxml2 is of the lenient kind
that mail programs carry.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from chasqui.kernel.texts.text import say
from mailer.designs.domain.css_rules import clean_css, clean_style
from mailer.designs.domain.html_addresses import is_safe_attribute
from mailer.designs.domain.html_comments import OFFICE_SETTINGS
from mailer.designs.domain.html_contexts import parse_document
from mailer.designs.domain.html_refusals import refuse
from mailer.designs.domain.html_shell import is_ours
from mailer.designs.domain.html_vocabulary import ATTRIBUTES, BODY_ATTRIBUTES, TAGS
from mailer.designs.domain.mso_comments import rewrite_comments

_PARENTS = {"html": "", "head": "html", "body": "html", "meta": "head", "title": "head"}
_PARENTS["style"] = "head"
_SHELL_ATTRIBUTES = {"html": frozenset({"lang"}), "body": BODY_ATTRIBUTES}
COMMENT = "!--"
_SKIPPED = frozenset({"-text", "-document", "-doctype", "!doctype", "-undef"})


@dataclass(frozen=True)
class _Element:
	tag: str
	parent: str
	attributes: dict[str, str]
	text: str


def check_finished(document: str) -> None:
	"""Let a document pass that has only what a mail may carry.

	:raises Invalid: something else stands in it; the message names it
	"""
	for elements in (list(_read_as_browser(document)), list(_read_leniently(document))):
		faults = filter(None, map(_find_fault, elements))
		fault = next(faults, "") or _find_comment_fault(elements)
		if fault:
			raise refuse(
				"unclean_html",
				say("El diseño lleva algo que no se pudo limpiar ({fault}): quítelo.", fault=fault),
			)


def _read_as_browser(document: str) -> Iterator[_Element]:
	root = LexborHTMLParser(document).root
	for node in root.traverse(include_text=False) if root is not None else ():
		tag = str(node.tag)
		if tag in _SKIPPED:
			continue
		parent = node.parent
		above = "" if parent is None or parent.tag in _SKIPPED else str(parent.tag)
		attributes = {name: value or "" for name, value in node.attributes.items()}
		text = node.text(deep=True) if tag == "style" else node.comment_content or ""
		yield _Element(COMMENT if tag == "-comment" else tag, above, attributes, text)


def _read_leniently(document: str) -> Iterator[_Element]:
	for element in parse_document(document).iter():
		tag = element.tag if isinstance(element.tag, str) else COMMENT
		parent = element.getparent()
		attributes = {str(name): str(value) for name, value in element.attrib.items()}
		above = "" if parent is None else str(parent.tag)
		yield _Element(tag, above, attributes, element.text or "")


def _find_fault(element: _Element) -> str:
	"""Return what of an element is outside the vocabulary; empty if nothing is."""
	tag = element.tag
	if tag == COMMENT:
		return ""  # they are looked at together
	if tag not in TAGS and _PARENTS.get(tag) != element.parent:
		return f"<{tag}>"
	if tag == "style" and ("<" in element.text or clean_css(element.text).faults):
		return "<style>"
	if tag == "meta":
		return "" if is_ours(element.attributes) else "<meta>"
	allowed = _SHELL_ATTRIBUTES.get(tag) or _list_attributes(tag)
	for name, value in element.attributes.items():
		if name not in allowed or not is_safe_attribute(name, value) or _is_unclean(name, value):
			return f"{name}=…"
	return ""


def _find_comment_fault(elements: list[_Element]) -> str:
	comments = [element for element in elements if element.tag == COMMENT]
	settings = [one for one in comments if one.parent == "head" and one.text == OFFICE_SETTINGS]
	texts = [one.text for one in comments if one not in settings]
	return "" if rewrite_comments(texts) == texts else "<!--…-->"


def _list_attributes(tag: str) -> frozenset[str]:
	return frozenset() if tag in _PARENTS else ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset())


def _is_unclean(name: str, value: str) -> bool:
	return name == "style" and ("<" in value or bool(clean_style(value).faults))
