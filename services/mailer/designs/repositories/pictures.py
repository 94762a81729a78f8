"""Pictures that designs show."""

from collections.abc import Iterable

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.designs import PictureKind
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from mailer.designs.domain.mail_pictures import MailPicture
from mailer.designs.models.design_picture import DesignPictureRow


class PictureRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def keep(self, pictures: Iterable[MailPicture]) -> None:
		"""Keep each once; in one order, so that two who bring the same never wait in a circle."""
		for one in sorted(pictures, key=lambda picture: picture.digest):
			values = {"digest": one.digest, "kind": one.kind.value, "data": one.data}
			fresh = insert(DesignPictureRow).values(values)
			self._session.execute(fresh.on_conflict_do_nothing(index_elements=["digest"]))

	def read(self, digest: str) -> MailPicture:
		""":raises NotFound: there is none of this name"""
		row = self._session.get(DesignPictureRow, digest)
		if row is None:
			raise NotFound(say("No existe esa imagen."), code="no_picture")
		return MailPicture(row.data, PictureKind(row.kind))
