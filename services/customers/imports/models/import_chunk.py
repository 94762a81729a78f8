"""The uploaded file, in pieces, until its import has ended for good: no process keeps state of its
own.
"""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import By, Keep, MergeRule, Personal, Undisclosed
from customers.tables import Table


class ImportChunkRow(Table):
	__tablename__ = "import_chunk"
	__personal__ = Personal(
		refers={"data": By.NOTHING},
		erase=Keep(
			"The file as it came, deleted when its import ends or is left, or, where it failed by "
			"no fault of the file, when nobody tried it again within the days of the report. It is "
			"never changed in the middle; the marks keep an erased person's row out when it is "
			"read."
		),
		merge=MergeRule("A file knows no records."),
		disclose=Undisclosed("A file waiting to be read is not yet data about anybody known."),
	)

	import_id: Mapped[int] = mapped_column(
		ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
	)
	number: Mapped[int] = mapped_column(primary_key=True)
	data: Mapped[bytes] = mapped_column(LargeBinary)
