"""Finds where each merge field of an HTML document stands: text, attribute or address."""

from lxml import html

from chasqui.contracts.mailer.merge_fields import LINK_FIELDS
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.html_addresses import is_safe_attribute
from mailer.designs.domain.html_vocabulary import URL_ATTRIBUTES
from mailer.designs.domain.merge_fields import TOKEN, Field, Tokenised
from mailer.designs.domain.mso_comments import list_attributes

CODE_ELEMENTS = frozenset({"style", "script"})


def parse_document(source: str) -> html.HtmlElement:
	"""Return the tree of an HTML document; nothing is ever loaded."""
	parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
	return html.document_fromstring(source.encode(), parser=parser)


def find_contexts(document: Tokenised) -> frozenset[int]:
	"""Return the indexes of the fields that are part of an address; the rest are text.

	:raises Invalid: a field within CSS, or a whole address that is no link field or has an
		unsafe one to fall back on
	"""
	in_url: set[int] = set()
	for element in parse_document(document.text).iter():
		if not isinstance(element.tag, str):
			in_url |= _read_comment(element.text or "", document.fields)
			continue
		if element.tag in CODE_ELEMENTS and TOKEN.search(element.text or ""):
			raise _refuse(say("Un campo no puede estar dentro de <style>."))
		for name, value in element.attrib.items():
			in_url |= _read_attribute(str(name), str(value), document.fields)
	return frozenset(in_url)


def _read_comment(text: str, fields: tuple[Field, ...]) -> set[int]:
	"""Outlook reads attributes there; what else a comment holds is escaped as text, and holds."""
	found = (_read_attribute(name, value, fields) for name, value in list_attributes(text))
	return set().union(*found)


def _read_attribute(name: str, value: str, fields: tuple[Field, ...]) -> set[int]:
	found = [int(index) for index in TOKEN.findall(value)]
	if not found:
		return set()
	if name == "style" or name.startswith("on"):
		raise _refuse(say("Un campo no puede estar dentro de un estilo."))
	if name not in URL_ATTRIBUTES:
		return set()
	if not TOKEN.match(value.lstrip()):
		return set(found)
	first, *others = found
	if not is_safe_attribute(name, fields[first].fallback):
		raise _refuse(say("Lo que va detrás de «|» no puede ser esa dirección."))
	if fields[first].name not in LINK_FIELDS:
		raise _refuse(
			say(
				"El campo «{name}» no puede ser una dirección completa en {attribute}.",
				name=fields[first].name,
				attribute=name,
			)
		)
	return set(others)


def _refuse(message: Text) -> Invalid:
	return Invalid(message, code="merge_field", fields=[FieldError("html", message, "merge_field")])
