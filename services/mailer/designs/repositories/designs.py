"""Designs and their versions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.designs import DesignQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.cleaning import fold_line
from chasqui.kernel.texts.text import say
from mailer.designs.domain.design_names import find_free_name
from mailer.designs.domain.html_cleaning import CleanDesign
from mailer.designs.domain.merge_fields import list_field_names
from mailer.designs.models.design import DesignRow
from mailer.designs.models.design_version import DesignVersionRow


@contextmanager
def refuse_taken() -> Iterator[None]:
	"""Say at its field that another design has a name."""
	try:
		yield
	except IntegrityError as error:
		message = say("Ya hay un diseño con ese nombre.")
		field = FieldError("name", message, "name_taken")
		raise Conflict(message, code="name_taken", fields=[field]) from error


@dataclass(frozen=True)
class DesignWithVersion:
	"""A design and its newest version."""

	design: DesignRow
	version: DesignVersionRow


DESIGNS = Listing[DesignRow](select(DesignRow), DesignRow.id)


class DesignRepository:
	"""Versions are only ever added."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, design_id: int, *, is_locked: bool = False) -> DesignWithVersion:
		"""Return a design, archived ones too, with its newest version.

		:raises NotFound: there is none
		"""
		design = self._session.get(DesignRow, design_id, with_for_update=is_locked or None)
		if design is None or design.version_id is None:
			raise NotFound(say("El diseño no existe."), code="design_not_found")
		version = self._session.get_one(DesignVersionRow, design.version_id)
		return DesignWithVersion(design, version)

	def find_version(self, version_id: int) -> DesignVersionRow:
		"""Return the version that a run sends."""
		return self._session.get_one(DesignVersionRow, version_id)

	def map_versions(self, ids: list[int]) -> dict[int, int]:
		"""Return the design of each version."""
		query = select(DesignVersionRow.id, DesignVersionRow.design_id)
		rows = self._session.execute(query.where(DesignVersionRow.id.in_(ids)))
		return {row.id: row.design_id for row in rows}

	def find_by_slug(self, slug: str) -> DesignWithVersion | None:
		"""Return a design of the gallery, or None; it is locked against another writer."""
		query = select(DesignRow).where(DesignRow.slug == slug).with_for_update()
		design = self._session.scalar(query)
		return None if design is None else self.find(design.id)

	def list_page(self, query: DesignQuery) -> tuple[list[DesignWithVersion], str | None]:
		"""Return designs that are not archived: the gallery, then uploads by age."""
		is_kept = DesignRow.archived_at.is_(None)
		rows, following = DESIGNS.fetch_page(self._session, query, is_kept)
		versions = self._read_versions([row.version_id for row in rows])
		found = [DesignWithVersion(row, versions[row.version_id]) for row in rows]
		return found, following

	def add(self, row: DesignRow) -> DesignRow:
		"""Add a design that has no version yet.

		:raises Conflict: another one in use is called so
		"""
		with refuse_taken(), self._session.begin_nested():
			self._session.add(row)
		return row

	def rename(self, design: DesignRow, name: str) -> None:
		"""Give a design another name.

		:raises Conflict: another one in use is called so
		"""
		with refuse_taken(), self._session.begin_nested():
			design.name, design.name_key = name, fold_line(name)

	def make_way(self, name_key: str) -> None:
		"""Give an uploaded design that is called so a number: the gallery brings its own names."""
		in_use = DesignRow.archived_at.is_(None)
		mine = select(DesignRow).where(
			DesignRow.name_key == name_key, DesignRow.slug.is_(None), in_use
		)
		design = self._session.scalar(mine.with_for_update())
		if design is not None:
			taken = set(self._session.scalars(select(DesignRow.name_key).where(in_use)))
			design.name = find_free_name(design.name, taken)
			design.name_key = fold_line(design.name)
			self._session.flush()

	def add_version(
		self, design: DesignRow, content: CleanDesign, *, subject: str, source_hash: str
	) -> DesignVersionRow:
		"""Add a version and make it the design's newest."""
		newest = select(func.max(DesignVersionRow.version)).where(
			DesignVersionRow.design_id == design.id
		)
		version = DesignVersionRow(
			design_id=design.id,
			version=(self._session.scalar(newest) or 0) + 1,
			subject=subject,
			html=content.html,
			text=content.text,
			notes=[note.dump() for note in content.notes],
			merge_fields=list_field_names(subject, content.html, content.text),
			source_hash=source_hash,
		)
		self._session.add(version)
		self._session.flush()
		design.version_id = version.id
		return version

	def _read_versions(self, ids: list[int | None]) -> dict[int | None, DesignVersionRow]:
		query = select(DesignVersionRow).where(DesignVersionRow.id.in_(ids))
		return {version.id: version for version in self._session.scalars(query)}
