"""Takes the CSS out of an uploaded design, clean, and writes it into the elements it matches."""

import html as markup

import css_inline
from lxml import html

from chasqui.kernel.texts.text import say
from mailer.designs.domain.css_rules import CleanCss, clean_css, clean_style, clean_style_with
from mailer.designs.domain.css_values import CssFault
from mailer.designs.domain.html_contexts import parse_document
from mailer.designs.domain.html_refusals import refuse
from mailer.designs.domain.picture_sets import PictureSet

# A selector is tried on every element, at some 70 ns each (measured): most take half a second.
MAX_PAIRS = 10_000_000
_UNCONDITIONAL = ("", "all", "screen")


class StyleInliner:
	"""The style sheets of a design, removed from its tree; `style` attributes stay, clean."""

	def __init__(self, tree: html.HtmlElement, pictures: PictureSet) -> None:
		self._pictures = pictures
		self.faults: list[frozenset[CssFault]] = []
		self.selectors = 0
		self._families: set[str] = set()
		for element in tree.iter():
			if isinstance(element.tag, str) and "style" in element.attrib:
				self._clean_attribute(element)
		sheets = list(map(self._take_sheet, list(tree.iter("style"))))
		self.css = "\n".join(sheet.text for sheet in sheets if sheet.text)
		self.stays = any(sheet.stays for sheet in sheets)
		self.is_dark = any(sheet.is_dark for sheet in sheets)

	def inline(self, body: html.HtmlElement) -> tuple[dict[str, str], str]:
		"""Return the body's attributes and its inner HTML, with the CSS moved into the elements.

		:raises Invalid: rules × elements are more than `MAX_PAIRS`, or the rules cannot be read
		"""
		self._check_cost(body)
		inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=self.css or None)
		page = html.tostring(body, encoding="unicode", with_tail=False)
		try:
			inlined = inliner.inline(f"<html><head></head>{page}</html>")
		except css_inline.InlineError as error:
			raise refuse("bad_css", say("Las reglas de estilo no se pueden leer.")) from error
		root = parse_document(inlined).find("body")
		if root is None:
			raise refuse("no_body", say("El diseño no tiene contenido en <body>."))
		inner = markup.escape(root.text or "", quote=False) + "".join(
			html.tostring(child, encoding="unicode") for child in root
		)
		return {str(name): str(value) for name, value in root.attrib.items()}, inner

	def _take_sheet(self, element: html.HtmlElement) -> CleanCss:
		media = str(element.get("media", "")).strip()
		media = "" if media.lower() in _UNCONDITIONAL else media
		cleaned = clean_css(
			element.text or "", media=media, settled=self._families, resolve=self._pictures.resolve
		)
		element.drop_tree()
		self.faults.append(cleaned.faults)
		self.selectors += cleaned.selectors
		return cleaned

	def _clean_attribute(self, element: html.HtmlElement) -> None:
		cleaned = self._clean_style(str(element.attrib["style"]))
		self.faults.append(cleaned.faults)
		self._families |= cleaned.families
		element.attrib["style"] = cleaned.text
		if not cleaned.text:
			del element.attrib["style"]

	def _clean_style(self, source: str) -> CleanCss:
		if self._pictures.archive is None:
			return clean_style(source)
		return clean_style_with(source, self._pictures.resolve)

	def _check_cost(self, body: html.HtmlElement) -> None:
		elements = sum(1 for _ in body.iter())
		if self.selectors * elements > MAX_PAIRS:
			raise refuse(
				"too_many_styles",
				say(
					"El diseño tiene {selectors} reglas de estilo para {elements} elementos: son "
					"demasiadas para un correo. Quite las reglas que no use.",
					selectors=self.selectors,
					elements=elements,
				),
			)
