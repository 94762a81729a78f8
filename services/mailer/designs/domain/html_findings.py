"""Says what the cleaning will take away from an uploaded design."""

import re
from collections.abc import Sequence

from lxml import etree

from chasqui.kernel.texts.text import Text
from mailer.designs.domain.css_values import CssFault
from mailer.designs.domain.html_addresses import is_safe_attribute
from mailer.designs.domain.html_contexts import parse_document

_CONDITIONAL = re.compile(r"<!--\[if|<!\[if", re.IGNORECASE)
_FORMS = ("form", "input", "button", "select", "textarea")
_EMBEDDED = ("iframe", "object", "embed", "applet", "svg", "video", "audio", "canvas")


def describe_findings(source: str, style_faults: Sequence[frozenset[CssFault]]) -> list[Text]:
	"""Return one sentence per kind of thing that a mail may not carry and that `source` has.

	`style_faults` are those of each of its styles.
	"""
	try:
		elements = [e for e in parse_document(source).iter() if isinstance(e.tag, str)]
	except (etree.ParserError, etree.XMLSyntaxError, ValueError):
		return []
	names = [str(element.tag) for element in elements]
	attributes = [(str(k), str(v)) for e in elements for k, v in e.attrib.items()]
	found = [
		(names.count("script"), Text("Se quitó código (<script>): {n}.")),
		(
			sum(name.startswith("on") for name, _ in attributes),
			Text("Se quitaron acciones de código (onclick, onload…): {n}."),
		),
		(
			sum(not is_safe_attribute(name, value) for name, value in attributes),
			Text("Se quitaron direcciones que un correo no puede usar (javascript:, data:…): {n}."),
		),
		(_count_links(elements), Text("Se quitaron hojas de estilo remotas (<link>): {n}.")),
		(
			sum(CssFault.LOADS in faults for faults in style_faults),
			Text(
				"Se quitaron reglas que cargan de fuera (@import, url(), fuentes), en estilos: {n}."
			),
		),
		(
			sum(CssFault.FOREIGN in faults for faults in style_faults),
			Text("Se quitaron reglas de estilo que un correo no admite, en estilos: {n}."),
		),
		(_count(names, _FORMS), Text("Se quitaron elementos de formulario: {n}.")),
		(
			_count(names, _EMBEDDED),
			Text("Se quitaron elementos incrustados (iframe, svg, vídeo…): {n}."),
		),
		(
			len(_CONDITIONAL.findall(source)),
			Text("Se quitaron comentarios condicionales (solo los leía Outlook antiguo): {n}."),
		),
	]
	return [sentence.fill({"n": count}) for count, sentence in found if count]


def _count(names: list[str], kinds: tuple[str, ...]) -> int:
	return sum(names.count(kind) for kind in kinds)


def _count_links(elements: list[etree._Element]) -> int:
	return sum(e.tag == "link" and "stylesheet" in (e.get("rel") or "").lower() for e in elements)
