"""Whatever somebody brings as a design becomes what will be sent, with the pictures that it has."""

from dataclasses import dataclass

from mailer.designs.domain.design_files import MJML_KIND, ZIP_KIND, decode_page, read_kind
from mailer.designs.domain.html_cleaning import CleanDesign, clean_design
from mailer.designs.domain.mail_pictures import MailPicture
from mailer.designs.domain.mjml_sources import compile_upload, is_mjml
from mailer.designs.domain.picture_sets import PictureSet
from mailer.designs.domain.zip_designs import DesignArchive


@dataclass(frozen=True)
class UploadedFile:
	name: str
	data: bytes


@dataclass(frozen=True)
class PreparedDesign:
	content: CleanDesign
	pictures: tuple[MailPicture, ...] = ()


def prepare_design(given: str | UploadedFile, picture_address: str) -> PreparedDesign:
	"""Return a design as it is kept; `given` is HTML or MJML, or a file with one of them.

	:raises AppError: all that `clean_design` raises
	:raises Invalid: a kind of file that is none of these, or one that cannot be read
	"""
	if isinstance(given, str):
		return _prepare(given, PictureSet())
	kind = read_kind(given.name)
	if kind == ZIP_KIND:
		archive = DesignArchive(given.data)
		page, kind = archive.read_page(), read_kind(archive.page_name)
		return _prepare(decode_page(page), PictureSet(archive, picture_address), kind)
	return _prepare(decode_page(given.data), PictureSet(), kind)


def _prepare(source: str, pictures: PictureSet, kind: str = "") -> PreparedDesign:
	if kind == MJML_KIND or is_mjml(source):
		source = compile_upload(source)
	content = clean_design(source, pictures)
	return PreparedDesign(content, tuple(pictures.used.values()))
