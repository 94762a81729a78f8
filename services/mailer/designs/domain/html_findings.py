"""Says what the cleaning will take away from an uploaded design."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.css_values import CssFault
from mailer.designs.domain.html_addresses import (
	is_safe_attribute,
	list_addresses,
	read_scheme,
)
from mailer.designs.domain.html_contexts import parse_document
from mailer.designs.domain.html_vocabulary import PICTURE_ATTRIBUTES, TAGS

MOST_SHOWN = 3
_FIELD = re.compile(r"chq(mf|ft)\d")  # a merge field, ours or not, which stands for an address
_FORMS = ("form", "input", "button", "select", "textarea")
_EMBEDDED = ("iframe", "object", "embed", "applet", "svg", "video", "audio", "canvas")


@dataclass(frozen=True)
class _Source:
	"""An uploaded design as it came, and what the CSS parser found in each of its styles."""

	text: str
	style_faults: Sequence[frozenset[CssFault]]
	lost_comments: int
	resolve: Callable[[str], str]

	@cached_property
	def elements(self) -> list[etree._Element]:
		try:
			return [one for one in parse_document(self.text).iter() if isinstance(one.tag, str)]
		except (etree.ParserError, etree.XMLSyntaxError, ValueError):
			return []

	@cached_property
	def attributes(self) -> list[tuple[str, str]]:
		return [(str(k), str(v)) for one in self.elements for k, v in one.attrib.items()]

	@cached_property
	def addresses(self) -> list[tuple[str, str]]:
		"""Return attributes and their addresses, each once, of elements that may stay."""
		found = (
			(str(name), address)
			for one in self.elements
			if one.tag in TAGS or one.tag == "body"
			for name, value in one.attrib.items()
			for address in list_addresses(str(name), str(value))
		)
		return list(dict.fromkeys(found))

	def find_public(self, name: str, address: str) -> str:
		"""Return where everybody finds what an attribute refers to."""
		return self.resolve(address) if name in PICTURE_ATTRIBUTES else address

	def count_elements(self, *kinds: str) -> int:
		return sum(element.tag in kinds for element in self.elements)

	def count_unsafe(self, *names: str) -> int:
		"""Return how many addresses no mail may use: in these attributes, or in all of them.

		Of all, those of attached pictures are counted apart.
		"""
		return sum(
			(name in names if names else read_scheme(value) != "cid")
			and not is_safe_attribute(name, value)
			for name, value in self.attributes
		)

	def count_links(self) -> int:
		links = (one for one in self.elements if one.tag == "link")
		return sum("stylesheet" in (link.get("rel") or "").lower() for link in links)

	def count_styles(self, fault: CssFault) -> int:
		return sum(fault in faults for faults in self.style_faults)


FINDINGS: tuple[tuple[Callable[[_Source], int], Text], ...] = (
	(lambda source: source.count_elements("script"), Text("Se quitó código (<script>): {n}.")),
	(
		lambda source: sum(name.startswith("on") for name, _ in source.attributes),
		Text("Se quitaron acciones de código (onclick, onload…): {n}."),
	),
	(
		lambda source: source.count_unsafe(),
		Text("Se quitaron direcciones que un correo no puede usar (javascript:, data:…): {n}."),
	),
	(
		lambda source: source.count_links(),
		Text("Se quitaron hojas de estilo remotas (<link>): {n}."),
	),
	(
		lambda source: source.count_styles(CssFault.BACKGROUND) + source.count_unsafe("background"),
		Text(
			"Se quitaron imágenes de fondo que no están en una dirección http(s) completa: {n}."
			" El texto que iba sobre ellas puede no leerse: dele también un color de fondo."
		),
	),
	(
		lambda source: source.count_styles(CssFault.LOADS),
		Text("Se quitaron reglas que cargan de fuera (@import, url(), fuentes), en estilos: {n}."),
	),
	(
		lambda source: source.count_styles(CssFault.FOREIGN),
		Text("Se quitaron reglas de estilo que un correo no admite, en estilos: {n}."),
	),
	(
		lambda source: source.count_elements(*_FORMS),
		Text("Se quitaron elementos de formulario: {n}."),
	),
	(
		lambda source: source.count_elements(*_EMBEDDED),
		Text("Se quitaron elementos incrustados (iframe, svg, vídeo…): {n}."),
	),
	(
		lambda source: source.lost_comments,
		Text(
			"Se quitaron comentarios condicionales (lo que solo lee Outlook de escritorio): {n}."
			" Llevaban algo más que tablas y figuras VML: mire cómo se ve allí."
		),
	),
)


def describe_findings(
	text: str,
	style_faults: Sequence[frozenset[CssFault]],
	lost_comments: int,
	resolve: Callable[[str], str],
) -> list[Text]:
	"""Return one sentence per kind of thing that a mail may not carry and that a design has.

	`style_faults` are those of each of its styles; `resolve` knows the pictures that came with it.
	"""
	source = _Source(text, style_faults, lost_comments, resolve)
	counted = ((count(source), sentence) for count, sentence in FINDINGS)
	found = [sentence.fill({"n": count}) for count, sentence in counted if count]
	return found + _describe_addresses(source)


def _describe_addresses(source: _Source) -> list[Text]:
	"""Return what to say of addresses that lead nowhere from a mail."""
	attached = [one for _, one in source.addresses if read_scheme(one) == "cid"]
	short = [one for name, one in source.addresses if _is_short(source.find_public(name, one))]
	found = (
		(
			short,
			say(
				"Hay direcciones incompletas, que desde un correo no llevan a nada ({addresses}):"
				" escríbalas enteras, con https://.",
				addresses=_list_some(short),
			),
		),
		(
			attached,
			say(
				"Se quitaron imágenes que estaban adjuntas a otro correo ({addresses}): publíquelas"
				" y use su dirección, con https://.",
				addresses=_list_some(attached),
			),
		),
	)
	return [sentence for addresses, sentence in found if addresses]


def _is_short(address: str) -> bool:
	is_ours = address.startswith("#") or _FIELD.match(address)
	return bool(address) and not is_ours and not read_scheme(address)


def _list_some(addresses: list[str]) -> str:
	shown = ", ".join(address[:60] for address in addresses[:MOST_SHOWN])
	return f"{shown}, …" if len(addresses) > MOST_SHOWN else shown
