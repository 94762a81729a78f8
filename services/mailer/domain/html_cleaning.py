"""Makes an uploaded HTML design safe and fit for mail clients, and says what it took away.

nh3 is a fragment parser that drops head, body style and doctype of a whole document: therefore
only the body's children go through it, and the document around them is ours.
"""

import html as markup
import re
from dataclasses import dataclass

import css_inline
import nh3
from lxml import etree, html

from chasqui.contracts.mailer import MAX_DESIGN_BYTES
from chasqui.kernel.errors import FieldError, Invalid, TooLarge
from mailer.domain.css_rules import clean_css
from mailer.domain.html_contexts import parse_document
from mailer.domain.html_findings import describe_findings
from mailer.domain.html_shell import has_unsubscribe_link, write_document, write_footer
from mailer.domain.html_vocabulary import (
	ATTRIBUTES,
	CONTENT_ELEMENTS,
	REMOVED_WITH_CONTENT,
	TAGS,
	URL_SCHEMES,
)
from mailer.domain.merge_fields import restore_fields, tokenise
from mailer.domain.plain_text import write_plain_text
from mailer.domain.templates import compile_html

# All that text may not hold but tab, line feed, form feed and carriage return.
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class CleanDesign:
	"""What will be sent, with its merge fields; `notes` are Spanish."""

	html: str
	text: str
	notes: tuple[str, ...]


def clean_design(source: str) -> CleanDesign:
	"""Return an uploaded design cleaned, inlined and in our own document.

	:raises TooLarge: more than `MAX_DESIGN_BYTES` in UTF-8
	:raises Invalid: it cannot be read, has nothing to show, or a merge field is wrong
	"""
	_check_readable(source)
	tokenised = tokenise(source, subject_of_error="html", is_html=True)
	notes = describe_findings(tokenised.text)
	title, css, body_style, body = _clean_tree(tokenised.text)
	document = write_document(title, css, body_style, body)
	document = restore_fields(document, tokenised.fields, is_html=True)
	if not has_unsubscribe_link(body, tokenised.fields):
		notes.append("Se añadió al final el enlace de baja, que el diseño no tenía.")
		document = document.replace("\n</body>", write_footer() + "\n</body>")
	compile_html(document)  # a field where no value may stand is an error now, not later
	return CleanDesign(document, write_text_part(document), tuple(notes))


def write_text_part(document: str) -> str:
	"""Return the text part of a clean HTML document, with its merge fields."""
	tokenised = tokenise(document, subject_of_error="html", is_html=True)
	text = write_plain_text(tokenised.text)
	return restore_fields(text, tokenised.fields, is_html=False)


def _check_readable(source: str) -> None:
	try:
		size = len(source.encode("utf-8"))
	except UnicodeEncodeError as error:
		raise _refuse("not_decodable", "El archivo no es texto UTF-8 válido.") from error
	if size > MAX_DESIGN_BYTES:
		raise TooLarge(
			f"El diseño pesa {size // 1000} kB; el máximo es {MAX_DESIGN_BYTES // 1000} kB.",
			code="design_too_large",
		)
	if "\ufffd" in source or "\0" in source:
		raise _refuse("not_decodable", "El archivo no es texto UTF-8: guárdelo como UTF-8.")
	if CONTROLS.search(source):
		raise _refuse_controls()


def _clean_tree(source: str) -> tuple[str, str, str, str]:
	"""Return title, CSS, body style and body of a document, each of them clean."""
	tree = _parse(source)
	title = " ".join((tree.findtext(".//title") or "").split())
	css = _take_styles(tree)
	for element in tree.iter():
		if isinstance(element.tag, str) and "style" in element.attrib:
			element.attrib["style"] = clean_css(str(element.attrib["style"]))[0]
	body = tree.find("body")
	if body is None:
		raise _refuse("no_body", "El diseño no tiene contenido en <body>.")
	body_style, inner = _inline(body, css)
	cleaned = nh3.clean(
		inner,
		tags=set(TAGS),
		clean_content_tags=set(REMOVED_WITH_CONTENT),
		attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
		url_schemes=set(URL_SCHEMES),
		link_rel=None,
		strip_comments=True,
	).strip()
	_check_content(cleaned)
	if css and "@media" not in css:
		css = ""  # all of it stands in the elements now
	return title, css, body_style, cleaned


def _parse(source: str) -> html.HtmlElement:
	try:
		return parse_document(source)
	except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
		raise _refuse("no_body", "El diseño no contiene HTML que se pueda leer.") from error


def _take_styles(tree: html.HtmlElement) -> str:
	"""Remove every style element from the tree; return their CSS, clean."""
	gathered = []
	for element in list(tree.iter("style")):
		gathered.append(clean_css(element.text or "")[0])
		element.drop_tree()
	return "\n".join(filter(None, gathered))


def _inline(body: html.HtmlElement, css: str) -> tuple[str, str]:
	"""Return the body's style and its inner HTML, with `css` moved into the elements."""
	inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=css or None)
	page = html.tostring(body, encoding="unicode", with_tail=False)
	try:
		inlined = inliner.inline(f"<html><head></head>{page}</html>")
	except css_inline.InlineError as error:
		raise _refuse("bad_css", "Las reglas de estilo no se pueden leer.") from error
	root = parse_document(inlined).find("body")
	if root is None:
		raise _refuse("no_body", "El diseño no tiene contenido en <body>.")
	inner = markup.escape(root.text or "", quote=False) + "".join(
		html.tostring(child, encoding="unicode") for child in root
	)
	return str(root.attrib.get("style", "")), inner


def _check_content(body: str) -> None:
	if body:
		try:
			tree = html.fragment_fromstring(body, create_parent="div")
		except ValueError as error:  # an entity may stand for one
			raise _refuse_controls() from error
		if tree.text_content().strip() or any(True for _ in tree.iter(*CONTENT_ELEMENTS)):
			return
	raise _refuse("no_body", "El diseño no tiene contenido en <body>: ni texto ni imágenes.")


def _refuse_controls() -> Invalid:
	return _refuse("control_characters", "El diseño lleva caracteres de control: quítelos.")


def _refuse(code: str, message: str) -> Invalid:
	return Invalid(message, code=code, fields=[FieldError("html", message, code)])
