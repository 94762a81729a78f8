"""The footer for designs without one: who writes, from where, why, and the way out.

It brings its own colours (8:1), and each is important: whatever a design's sheet says of
paragraphs, links or dark screens, its letters and what is behind them change together or not at
all.
"""

import html
import re
from dataclasses import dataclass

from chasqui.contracts.mailer.merge_fields import POSTAL_LINE, UNSUBSCRIBE_LINK
from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.merge_fields import TOKEN, Field

INK, PAPER = "#454b55", "#ffffff"
_COLOURS = f"background:{PAPER}!important;color:{INK}!important"
_LETTERS = "font:12px/18px Arial,Helvetica,sans-serif!important;text-align:center!important"
_HREF = re.compile(r"href=\"([^\"]*)\"")
_FOOTER = re.compile(r"\n<table role=\"contentinfo\".*?</table>", re.DOTALL)


@dataclass(frozen=True)
class Footer:
	"""What a design lacks."""

	needs_address: bool
	needs_way_out: bool

	@property
	def note(self) -> Text | None:
		"""Return what to say of it; None if nothing is lacking."""
		if self.needs_way_out and self.needs_address:
			return say(
				"Se añadieron al final el enlace de baja y la dirección postal, que no tenía."
			)
		if self.needs_way_out:
			return say("Se añadió al final el enlace de baja, que el diseño no tenía.")
		if self.needs_address:
			return say(
				"Se añadió al final la dirección postal. Si el diseño ya la dice, ponga en su lugar"
				" «{field}».",
				field=Field(POSTAL_LINE).write(),
			)
		return None

	def write_into(self, document: str) -> str:
		"""Return a document with what it lacks at its end."""
		lines = []
		if self.needs_address:
			lines.append(f"{Field('empresa').write()}<br>{Field(POSTAL_LINE).write()}")
		if self.needs_way_out:
			link = f'<a href="{Field(UNSUBSCRIBE_LINK).write()}" style="{_write_style("a")}">'
			why = "Usted recibe este correo porque aceptó que le escribamos."
			lines.append(f"{why}\n{link}Darse de baja</a>")
		if not lines:
			return document
		written = "".join(f'<p style="{_write_style("p")}">{line}</p>\n' for line in lines)
		table = (
			f'\n<table role="contentinfo" width="100%" border="0" cellpadding="0" cellspacing="0"'
			f' bgcolor="{PAPER}" style="{_COLOURS}">'
			f'<tbody><tr><td align="center" bgcolor="{PAPER}" style="{_write_style("td")}">\n'
			f"{written}</td></tr></tbody></table>"
		)
		return document.replace("\n</body>", f"{table}\n</body>")


def find_lacking(body: str, fields: tuple[Field, ...]) -> Footer:
	"""Return what a clean body lacks, whose fields are tokens."""
	names = {fields[int(index)].name for index in TOKEN.findall(body)}
	ways = {
		fields[int(index)].name
		for address in _HREF.findall(body)
		for index in TOKEN.findall(address)
	}
	return Footer(POSTAL_LINE not in names, UNSUBSCRIBE_LINK not in ways)


def remove_footer(document: str) -> str:
	"""Return a document without the footer that was written into it."""
	return _FOOTER.sub("", document)


def _write_style(tag: str) -> str:
	more = {"td": "padding:16px 12px", "p": "margin:0 0 8px", "a": "text-decoration:underline"}
	return html.escape(f"{_COLOURS};{_LETTERS};{more[tag]}")
