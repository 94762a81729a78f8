"""The uploaded file, in pieces, until its import has ended: no process keeps state of its own."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from customers.tables import Table


class ImportChunkRow(Table):
	__tablename__ = "import_chunk"

	import_id: Mapped[int] = mapped_column(
		ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
	)
	number: Mapped[int] = mapped_column(primary_key=True)
	data: Mapped[bytes] = mapped_column(LargeBinary)
