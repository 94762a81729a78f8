"""The designs that come with the product: written in MJML, compiled to what is sent."""

import hashlib
from dataclasses import dataclass
from importlib import resources

from chasqui.kernel.texts.text import Text, say
from mailer.designs.domain.html_cleaning import CleanDesign, write_text_part
from mailer.designs.domain.mjml_sources import compile_mjml
from mailer.designs.domain.templates import compile_html


@dataclass(frozen=True)
class GalleryDesign:
	"""One design of the gallery; `slug` names its file and is its key for ever."""

	slug: str
	name: Text
	description: Text
	subject: str

	def read_source(self) -> str:
		"""Return the design's MJML."""
		return resources.files(__package__).joinpath(f"{self.slug}.mjml").read_text("utf-8")


GALLERY = (
	GalleryDesign(
		"promocion",
		say("Promoción"),
		say("Una oferta con portada de color, tres pasos y un botón."),
		"{{ primer_nombre | Hola }}, una oferta pensada para usted",
	),
	GalleryDesign(
		"boletin",
		say("Boletín"),
		say("Las novedades del mes en una y dos columnas."),
		"Novedades de {{ empresa | nuestra empresa }} para {{ provincia | usted }}",
	),
	GalleryDesign(
		"carta",
		say("Carta personal"),
		say("El anuncio de un servicio, escrito como una carta."),
		"{{ primer_nombre | Hola }}, un nuevo servicio a su alcance",
	),
)


def compile_gallery(source: str) -> CleanDesign:
	"""Return MJML of ours as HTML and text, with its merge fields.

	:raises ValueError: it is not well-formed
	:raises Invalid: a merge field is wrong
	"""
	document = compile_mjml(source)
	compile_html(document)
	return CleanDesign(document, write_text_part(document), ())


def hash_source(source: str) -> str:
	"""Return what distinguishes one version of a design's source from another."""
	return hashlib.sha256(source.encode()).hexdigest()
