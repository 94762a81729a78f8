"""Says in Spanish what the cleaning will take away from an uploaded design."""

import re

from lxml import etree

from mailer.domain.css_rules import clean_css
from mailer.domain.html_contexts import parse_document

_CONDITIONAL = re.compile(r"<!--\[if|<!\[if", re.IGNORECASE)
_FORMS = ("form", "input", "button", "select", "textarea")
_EMBEDDED = ("iframe", "object", "embed", "applet", "svg", "video", "audio", "canvas")
_UNSAFE_URL = re.compile(r"^\s*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)


def describe_findings(source: str) -> list[str]:
	"""Return one sentence per kind of thing that a mail may not carry and that `source` has."""
	try:
		elements = [e for e in parse_document(source).iter() if isinstance(e.tag, str)]
	except (etree.ParserError, etree.XMLSyntaxError, ValueError):
		return []
	names = [str(element.tag) for element in elements]
	attributes = [(str(k), str(v)) for e in elements for k, v in e.attrib.items()]
	styles = [e.text or "" for e in elements if e.tag == "style"]
	styles += [value for name, value in attributes if name == "style"]
	found = [
		(names.count("script"), "Se quitó código (<script>): {n}."),
		(
			sum(name.startswith("on") for name, _ in attributes),
			"Se quitaron acciones de código (onclick, onload…): {n}.",
		),
		(
			sum(bool(_UNSAFE_URL.match(value)) for _, value in attributes),
			"Se quitaron direcciones que un correo no puede usar (javascript:, data:…): {n}.",
		),
		(_count_links(elements), "Se quitaron hojas de estilo remotas (<link>): {n}."),
		(
			sum(clean_css(style)[1] for style in styles),
			"Se quitaron reglas que cargan de fuera (@import, url(), fuentes), en estilos: {n}.",
		),
		(_count(names, _FORMS), "Se quitaron elementos de formulario: {n}."),
		(_count(names, _EMBEDDED), "Se quitaron elementos incrustados (iframe, svg, vídeo…): {n}."),
		(
			len(_CONDITIONAL.findall(source)),
			"Se quitaron comentarios condicionales (solo los leía Outlook antiguo): {n}.",
		),
	]
	return [sentence.format(n=count) for count, sentence in found if count]


def _count(names: list[str], kinds: tuple[str, ...]) -> int:
	return sum(names.count(kind) for kind in kinds)


def _count_links(elements: list[etree._Element]) -> int:
	return sum(e.tag == "link" and "stylesheet" in (e.get("rel") or "").lower() for e in elements)
