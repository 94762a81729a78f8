"""Rows that an import refused, with line, field and reason."""

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.personal.declarations import CUT, NOTHING, WORD, By, MergeRule, Personal, Untold
from chasqui.kernel.texts.text import Text as Told
from customers.tables import Table


class ImportRejectionRow(Table):
	__tablename__ = "import_rejection"
	__personal__ = Personal(
		# A row refused for its number names the person by e-mail, phone or name alone.
		refers={"cells": By.WORDS, "reason": By.WORDS},
		erase={"cells": NOTHING, "reason": CUT},
		merge=MergeRule("A refused row became no record."),
		tell=Untold("Forgotten after some days; whose a refused row is was never established."),
		keeps={"field": WORD, "code": WORD},
	)

	import_id: Mapped[int] = mapped_column(
		ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
	)
	line: Mapped[int] = mapped_column(BigInteger, primary_key=True)
	"""Of the file, the header being 1; of a record in several lines, the first."""
	field: Mapped[str | None] = mapped_column(String(40))
	code: Mapped[str] = mapped_column(String(40))
	reason: Mapped[Told] = mapped_column(KeptText)
	cells: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
	"""The row as it came, for the report in the file's own shape; forgotten after some days."""
