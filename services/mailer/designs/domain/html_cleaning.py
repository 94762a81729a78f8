"""Makes an uploaded HTML design safe and fit for mail clients, and says what it took away.

nh3 is a fragment parser that drops head, body style and doctype of a whole document: therefore
only the body's children go through it, and the document around them is ours.
"""

import re
from dataclasses import dataclass

import nh3
from lxml import etree, html

from chasqui.contracts.mailer.designs import MAX_DESIGN_BYTES
from chasqui.kernel.errors import TooLarge
from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.foreign_tags import hide_foreign_tags
from mailer.designs.domain.html_addresses import is_safe_attribute
from mailer.designs.domain.html_comments import take_comments
from mailer.designs.domain.html_contexts import parse_document
from mailer.designs.domain.html_findings import describe_findings
from mailer.designs.domain.html_footer import find_lacking
from mailer.designs.domain.html_refusals import refuse, refuse_controls
from mailer.designs.domain.html_shell import BOTH_SCHEMES, Shell, read_scheme
from mailer.designs.domain.html_styles import StyleInliner
from mailer.designs.domain.html_verifying import check_finished
from mailer.designs.domain.html_vocabulary import (
	ATTRIBUTES,
	BODY_ATTRIBUTES,
	CONTENT_ELEMENTS,
	REMOVED_WITH_CONTENT,
	TAGS,
	URL_SCHEMES,
)
from mailer.designs.domain.merge_fields import restore_fields, tokenise
from mailer.designs.domain.picture_sets import PictureSet
from mailer.designs.domain.plain_text import write_plain_text
from mailer.designs.domain.templates import compile_html

# What XML 1.0 (2.2, Char) does not know, and no text needs: lxml refuses to write it.
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

MAX_FINISHED_BYTES = 3 * MAX_DESIGN_BYTES  # a style for all is written once per element


@dataclass(frozen=True)
class CleanDesign:
	"""What will be sent, with its merge fields; `notes` are for people."""

	html: str
	text: str
	notes: tuple[Text, ...]


def clean_design(source: str, pictures: PictureSet | None = None) -> CleanDesign:
	"""Return an uploaded design cleaned, inlined and in our own document.

	Those of `pictures` that it shows are cleaned too, and shown by their public addresses.

	:raises TooLarge: more than `MAX_DESIGN_BYTES` in UTF-8
	:raises Invalid: it cannot be read, has nothing to show, or a merge field is wrong
	"""
	source = source.replace("\f", " ")  # to HTML they are the same
	_check_readable(source)
	hidden = hide_foreign_tags(source)
	tokenised = tokenise(hidden.text, subject_of_error="html", is_html=True)
	tree = _parse(tokenised.text)
	pictures = pictures or PictureSet()
	pictures.resolve_all(tree)
	comments = take_comments(tree, pictures.resolve)
	styles = StyleInliner(tree, pictures)
	notes = describe_findings(tokenised.text, styles.faults, comments.lost, pictures.resolve)
	notes += pictures.list_notes()
	scheme = read_scheme(tree) or (BOTH_SCHEMES if styles.is_dark else "")
	attributes, body = _clean_body(tree, styles)
	title = " ".join((tree.findtext(".//title") or "").split())
	css = styles.css if styles.stays else ""
	shell = Shell(title, css, scheme, attributes, has_settings=comments.has_settings)
	document = shell.write(comments.put_back(body))
	document = hidden.show(restore_fields(document, tokenised.fields, is_html=True))
	footer = find_lacking(body, tokenised.fields)
	document = footer.write_into(document)
	_check_document(document)
	return CleanDesign(
		document, write_text_part(document), tuple([*notes, footer.note] if footer.note else notes)
	)


def write_text_part(document: str) -> str:
	"""Return the text part of a clean HTML document, with its merge fields."""
	tokenised = tokenise(document, subject_of_error="html", is_html=True)
	text = write_plain_text(tokenised.text)
	return restore_fields(text, tokenised.fields, is_html=False)


def _check_readable(source: str) -> None:
	try:
		size = len(source.encode("utf-8"))
	except UnicodeEncodeError as error:
		raise refuse("not_decodable", say("El archivo no es texto UTF-8 válido.")) from error
	if size > MAX_DESIGN_BYTES:
		raise TooLarge(
			say(
				"El diseño pesa {size} kB; el máximo es {most} kB.",
				size=-(-size // 1000),  # rounded up: what is too much says more than the most
				most=MAX_DESIGN_BYTES // 1000,
			),
			code="design_too_large",
		)
	if "\ufffd" in source or "\0" in source:
		raise refuse("not_decodable", say("El archivo no es texto UTF-8: guárdelo como UTF-8."))
	if CONTROLS.search(source):
		raise refuse_controls()


def _clean_body(tree: html.HtmlElement, styles: StyleInliner) -> tuple[dict[str, str], str]:
	"""Return the attributes and the inner HTML of the body, both clean."""
	body = tree.find("body")
	if body is None:
		raise refuse("no_body", say("El diseño no tiene contenido en <body>."))
	found, inner = styles.inline(body)
	attributes = {
		name: value
		for name, value in found.items()
		if name in BODY_ATTRIBUTES and is_safe_attribute(name, value)
	}
	cleaned = nh3.clean(
		inner,
		tags=set(TAGS),
		clean_content_tags=set(REMOVED_WITH_CONTENT),
		attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
		attribute_filter=_filter_attribute,
		url_schemes=set(URL_SCHEMES),
		link_rel=None,
		strip_comments=False,  # what is left of them are marks,
	).strip()
	_check_content(cleaned)
	return attributes, cleaned


def _filter_attribute(_tag: str, name: str, value: str) -> str | None:
	return value if is_safe_attribute(name, value) else None


def _check_document(document: str) -> None:
	if len(document.encode()) > MAX_FINISHED_BYTES:
		raise TooLarge(
			say(
				"Con los estilos escritos en cada elemento, el diseño pesa más de {most} MB: "
				"quite reglas que se aplican a todo.",
				most=MAX_FINISHED_BYTES // 1_000_000,
			),
			code="design_too_large",
		)
	check_finished(tokenise(document, subject_of_error="html", is_html=True).text)
	compile_html(document)  # a field where no value may stand is an error now, not later


def _parse(source: str) -> html.HtmlElement:
	try:
		tree = parse_document(source)
	except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
		raise refuse("no_body", say("El diseño no contiene HTML que se pueda leer.")) from error
	for element in tree.iter():  # an entity may stand for a control character
		if any(map(CONTROLS.search, _list_texts(element))):
			raise refuse_controls()
	return tree


def _list_texts(element: html.HtmlElement) -> list[str]:
	return [element.text or "", element.tail or "", *map(str, element.attrib.values())]


def _check_content(body: str) -> None:
	if body:
		try:
			tree = html.fragment_fromstring(body, create_parent="div")
		except ValueError as error:  # an entity may stand for one
			raise refuse_controls() from error
		if tree.text_content().strip() or any(True for _ in tree.iter(*CONTENT_ELEMENTS)):
			return
	raise refuse("no_body", say("El diseño no tiene contenido en <body>: ni texto ni imágenes."))
