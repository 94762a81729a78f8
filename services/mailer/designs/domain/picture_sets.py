"""The pictures that came with a design: cleaned when the design asks for them, and never before."""

import re
from dataclasses import dataclass, field

from lxml import html

from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.design_files import refuse_file
from mailer.designs.domain.html_addresses import read_scheme
from mailer.designs.domain.html_vocabulary import CANDIDATE_ATTRIBUTES, PICTURE_ATTRIBUTES, TAGS
from mailer.designs.domain.mail_pictures import MailPicture, clean_mail_picture
from mailer.designs.domain.zip_designs import DesignArchive

MOST_PICTURES = 60
MOST_TOTAL_BYTES = 16_000_000
_CANDIDATE = re.compile(r"[^,\s]+")


@dataclass(eq=False)
class PictureSet:
	"""`address` is where the public finds them; without an archive there is none."""

	archive: DesignArchive | None = None
	address: str = ""
	used: dict[str, MailPicture] = field(default_factory=dict)
	refused: dict[str, Text] = field(default_factory=dict)

	def resolve(self, address: str) -> str:
		"""Return where everybody finds the picture that an address means; the address, if none."""
		if self.archive is None or not address or read_scheme(address):
			return address
		name = self.archive.find(address)
		if not name or name in self.refused:
			return address
		if name not in self.used and not self._clean(name, self.archive):
			return address
		return f"{self.address}{self.used[name].file_name}"

	def resolve_all(self, tree: html.HtmlElement) -> None:
		"""Write the public addresses into the elements of a document."""
		for element in tree.iter() if self.archive else ():
			if element.tag in TAGS or element.tag == "body":
				for name in PICTURE_ATTRIBUTES & set(element.attrib):
					element.attrib[name] = self._resolve_value(name, str(element.attrib[name]))

	def _resolve_value(self, name: str, value: str) -> str:
		if name in CANDIDATE_ATTRIBUTES:
			return _CANDIDATE.sub(lambda found: self.resolve(found.group()), value)
		return self.resolve(value.strip())

	def list_notes(self) -> list[Text]:
		"""Return what to say of the pictures that are not kept."""
		return [
			say("No se guardó la imagen «{name}»: {reason}", name=name, reason=reason)
			for name, reason in self.refused.items()
		]

	def _clean(self, name: str, archive: DesignArchive) -> bool:
		if len(self.used) >= MOST_PICTURES:
			message = say("El diseño usa más de {most} imágenes.", most=MOST_PICTURES)
			raise refuse_file("too_many_pictures", message)
		if sum(len(one.data) for one in self.used.values()) > MOST_TOTAL_BYTES:
			most = MOST_TOTAL_BYTES // 1_000_000
			message = say("Las imágenes del diseño pasan de {most} MB en total.", most=most)
			raise refuse_file("too_many_pictures", message)
		try:
			self.used[name] = clean_mail_picture(archive.read(name))
		except BadValue as bad:
			self.refused[name] = bad.text
		return name in self.used
