"""Keeps the gallery's designs in the database as they are in the code."""

from sqlalchemy.orm import Session

from chasqui.contracts.mailer.designs import DesignKind
from chasqui.kernel.texts.cleaning import fold_line
from mailer.designs.domain.gallery.catalogue import (
	GALLERY,
	GalleryDesign,
	compile_gallery,
	hash_source,
)
from mailer.designs.models.design import DesignRow
from mailer.designs.repositories.designs import DesignRepository

CREATED_BY = "chasqui"


class GalleryLoader:
	"""Idempotent: a design gets a new version only when its source has changed."""

	def keep(self, session: Session) -> None:
		"""Add what is missing, and new versions of what has changed."""
		designs = DesignRepository(session)
		for entry in GALLERY:
			self._keep_design(designs, entry)

	@staticmethod
	def _keep_design(designs: DesignRepository, entry: GalleryDesign) -> None:
		source = entry.read_source()
		digest = hash_source(source + entry.subject)
		found = designs.find_by_slug(entry.slug)
		if found is not None and found.version.source_hash == digest:
			return
		design = found.design if found else None
		if design is None:
			name_key = fold_line(str(entry.name))
			designs.make_way(name_key)
			design = designs.add(
				DesignRow(
					name=entry.name.dump(),
					name_key=name_key,
					kind=DesignKind.GALLERY.value,
					created_by=CREATED_BY,
					slug=entry.slug,
					description=entry.description.dump(),
				)
			)
		designs.add_version(
			design, compile_gallery(source), subject=entry.subject, source_hash=digest
		)
