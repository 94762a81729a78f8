"""Designs: listed, shown, uploaded, changed, previewed, archived (K17)."""

import hashlib
from collections.abc import Iterable

from sqlalchemy.orm import Session

from chasqui.contracts.mailer.designs import (
	MAX_FILE_BYTES,
	MAX_SUBJECT,
	Design,
	DesignFile,
	DesignFilePatch,
	DesignKind,
	DesignPatch,
	DesignPreview,
	DesignQuery,
	DesignSummary,
	DesignUpload,
)
from chasqui.contracts.mailer.merge_fields import UNSUBSCRIBE_LINK
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid, TooLarge
from chasqui.kernel.texts.cleaning import fold_line
from chasqui.kernel.texts.text import Text, read_text, say
from mailer.config import MailerConfig
from mailer.designs.domain.design_preparing import UploadedFile
from mailer.designs.domain.foreign_tags import adopt_foreign_tags, find_foreign_tags
from mailer.designs.domain.gallery.catalogue import hash_source
from mailer.designs.domain.html_cleaning import CleanDesign
from mailer.designs.domain.html_footer import remove_footer
from mailer.designs.domain.mail_pictures import MailPicture
from mailer.designs.domain.templates import compile_text
from mailer.designs.models.design import DesignRow
from mailer.designs.models.design_version import DesignVersionRow
from mailer.designs.repositories.designs import DesignRepository, DesignWithVersion
from mailer.designs.repositories.pictures import PictureRepository
from mailer.designs.use_cases.design_sanitizer import DesignSanitizer
from mailer.designs.use_cases.rendering import build_templates, list_company_values
from mailer.designs.use_cases.sample_values import SAMPLE_VALUES

SAMPLE_LINK = "#baja"  # a preview's unsubscribe link leads nowhere


class DesignService:
	"""An upload is a new design, a change a new version: what a run sends never changes."""

	def __init__(self, session: Session, config: MailerConfig, cleaner: DesignSanitizer) -> None:
		self._designs = DesignRepository(session)
		self._pictures = PictureRepository(session)
		self._config = config
		self._cleaner = cleaner

	def list_page(self, query: DesignQuery) -> Page[DesignSummary]:
		"""Return the designs that are not archived."""
		found, following = self._designs.list_page(query)
		items = [DesignSummary.model_validate(_describe(entry)) for entry in found]
		return Page[DesignSummary](items=items, next_cursor=following)

	def show(self, design_id: int) -> Design:
		"""Return a design with what will be sent; NotFound if there is none."""
		return _show(self._designs.find(design_id), self._list_lacking())

	def upload(self, upload: DesignUpload, created_by: str) -> Design:
		"""Clean a design that is given as text, and keep it.

		:raises TooLarge: over the limit
		:raises Invalid: nothing to show, not readable, too costly, or a merge field that does not
			exist
		"""
		details = DesignFile(name=upload.name, subject=upload.subject, file_name=".html")
		return self._add(details, upload.html, hash_source(upload.html), created_by)

	def upload_file(self, details: DesignFile, file: Iterable[bytes], created_by: str) -> Design:
		"""Clean a design that comes as a file, and keep it with its pictures.

		:raises TooLarge: over the limit
		:raises Invalid: as `upload`, or a kind of file that is no design
		"""
		data = read_bounded(file)
		digest = hashlib.sha256(data).hexdigest()
		return self._add(details, UploadedFile(details.file_name, data), digest, created_by)

	def change(self, design_id: int, patch: DesignPatch) -> Design:
		"""Give a design another name, subject or page, as a new version.

		:raises Conflict: it is of the gallery or archived, another version came meanwhile, or its
			new name is taken
		:raises Invalid: as `upload`
		"""
		return self._change(design_id, patch, patch.html, hash_source(patch.html or ""))

	def change_file(
		self, design_id: int, details: DesignFilePatch, file: Iterable[bytes]
	) -> Design:
		"""Give a design the page of a file, as a new version; raises as `change`."""
		data = read_bounded(file)
		source = UploadedFile(details.file_name, data)
		return self._change(design_id, details, source, hashlib.sha256(data).hexdigest())

	def show_picture(self, digest: str) -> MailPicture:
		""":raises NotFound: no design has brought it"""
		return self._pictures.read(digest)

	def adopt_tags(self, design_id: int, seen_version: int) -> Design:
		"""Put our fields in the place of the foreign tags that mean them, as a new version.

		:raises Conflict: another version came meanwhile, or no tag is left that means one
		:raises Invalid: a field would stand where no value may
		"""
		found = self._designs.find(design_id, is_locked=True)
		version = found.version
		_check_version(version, seen_version)
		source = adopt_foreign_tags(remove_footer(version.html))
		subject = adopt_foreign_tags(version.subject)
		if (source, subject) == (remove_footer(version.html), version.subject):
			raise Conflict(say("El diseño ya no lleva marcas que se puedan cambiar."))
		self._designs.add_version(
			found.design,
			self._cleaner.clean(source).content,
			subject=_check_subject(subject),
			source_hash=hash_source(source),
		)
		return self.show(design_id)

	def preview(self, design_id: int) -> DesignPreview:
		"""Return a design filled with the values of a made-up person."""
		version = self._designs.find(design_id).version
		constants = list_company_values(self._config)
		templates = build_templates(version, version.subject, constants)
		values = {**SAMPLE_VALUES, UNSUBSCRIBE_LINK: SAMPLE_LINK}
		return DesignPreview(
			subject=templates.subject.render_line(values),
			html=templates.html.render(values),
			text=templates.text.render(values),
		)

	def archive(self, design_id: int) -> None:
		"""Hide a design from the gallery; runs and campaigns that have it keep it.

		:raises Conflict: it is one of the product's own
		"""
		found = self._designs.find(design_id)
		if found.design.kind == DesignKind.GALLERY:
			raise Conflict(say("Los diseños de la galería no se archivan."), code="gallery_design")
		found.design.archived_at = found.design.archived_at or read_now()

	def _add(
		self, details: DesignFile, source: str | UploadedFile, digest: str, created_by: str
	) -> Design:
		_check_subject(details.subject)
		prepared = self._cleaner.clean(source)
		self._pictures.keep(prepared.pictures)
		design = self._designs.add(
			DesignRow(
				name=details.name,
				name_key=fold_line(details.name),
				kind=DesignKind.UPLOADED.value,
				created_by=created_by,
				description="",
			)
		)
		self._designs.add_version(
			design, prepared.content, subject=details.subject, source_hash=digest
		)
		return self.show(design.id)

	def _change(
		self,
		design_id: int,
		details: DesignPatch | DesignFilePatch,
		source: str | UploadedFile | None,
		digest: str,
	) -> Design:
		found = self._designs.find(design_id, is_locked=True)
		design, version = _check_open(found, details.version)
		name, subject = (
			details.name or design.name,
			_check_subject(details.subject or version.subject),
		)
		if source is None and (name, subject) == (design.name, version.subject):
			return self.show(design_id)
		self._designs.rename(design, name)
		if source is None:
			notes = tuple(read_text(note) for note in version.notes)
			content, digest = CleanDesign(version.html, version.text, notes), version.source_hash
		else:
			prepared = self._cleaner.clean(source)
			self._pictures.keep(prepared.pictures)
			content = prepared.content
		self._designs.add_version(design, content, subject=subject, source_hash=digest)
		return self.show(design_id)

	def _list_lacking(self) -> list[Text]:
		"""Return what the installation lacks for its mails to say what they must."""
		if not self._config.lacks_postal_address:
			return []
		return [say("Falta la dirección postal de la empresa: pida que la pongan en los ajustes.")]


def _check_open(found: DesignWithVersion, seen_version: int) -> tuple[DesignRow, DesignVersionRow]:
	"""Return a design that may be changed, and the version that was looked at."""
	if found.design.kind == DesignKind.GALLERY:
		message = say("Los diseños de la galería no se cambian: suba el suyo.")
		raise Conflict(message, code="gallery_design")
	if found.design.archived_at is not None:
		raise Conflict(say("El diseño está archivado."), code="archived")
	_check_version(found.version, seen_version)
	return found.design, found.version


def _check_version(version: DesignVersionRow, seen_version: int) -> None:
	if version.version != seen_version:
		raise Conflict(say("El diseño cambió mientras lo veía."), code="version_changed")


def read_bounded(file: Iterable[bytes]) -> bytes:
	"""Return a file; no more of it is read than may come.

	:raises TooLarge: it is longer than `MAX_FILE_BYTES`
	"""
	held = bytearray()
	for piece in file:
		held += piece
		if len(held) > MAX_FILE_BYTES:
			most = MAX_FILE_BYTES // 1_000_000
			raise TooLarge(say("El archivo pasa de {most} MB.", most=most), code="file_too_large")
	return bytes(held)


def _check_subject(subject: str) -> str:
	compile_text(subject, subject_of_error="subject")
	if len(subject) > MAX_SUBJECT:
		message = say("Con nuestros campos, el asunto pasa de {most} letras.", most=MAX_SUBJECT)
		raise Invalid(message, fields=[FieldError("subject", message, "too_long")])
	return subject


def _describe(found: DesignWithVersion) -> dict[str, object]:
	design, version = found.design, found.version
	is_ours = design.kind == DesignKind.GALLERY
	return {
		"id": design.id,
		"name": str(read_text(design.name)) if is_ours else design.name,
		"kind": design.kind,
		"description": str(read_text(design.description)) if is_ours else design.description,
		"subject": version.subject,
		"version": version.version,
		"merge_fields": version.merge_fields,
		"created_at": design.created_at,
		"changed_at": version.created_at,
		"archived": design.archived_at is not None,
	}


def _show(found: DesignWithVersion, lacking: list[Text]) -> Design:
	version = found.version
	content = {
		"html": version.html,
		"text": version.text,
		"notes": [*map(read_text, version.notes), *lacking],
		"foreign_tags": [
			{"written": tag.written, "field": tag.field or None}
			for tag in find_foreign_tags(version.subject, version.html)
		],
	}
	return Design.model_validate({**_describe(found), **content})
