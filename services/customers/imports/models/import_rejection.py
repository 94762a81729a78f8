"""What an import refused: whole rows, and cells of rows that came in, each with its reason."""

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.personal.declarations import (
	CUT,
	NOTHING,
	WORD,
	By,
	MergeRule,
	Personal,
	Undisclosed,
)
from chasqui.kernel.texts.text import Text as Message
from customers.tables import Table


class ImportRejectionRow(Table):
	__tablename__ = "import_rejection"
	__personal__ = Personal(
		# A row refused for its number names the person by e-mail, phone or name alone.
		refers={"cells": By.WORDS, "reason": By.WORDS, "value": By.WORDS},
		erase={"cells": NOTHING, "reason": CUT, "value": NOTHING},
		merge=MergeRule("A refused row became no record."),
		disclose=Undisclosed(
			"Deleted after some days; whose a refused row is was never established."
		),
		keeps={"field": WORD, "code": WORD},
	)

	import_id: Mapped[int] = mapped_column(
		ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
	)
	line: Mapped[int] = mapped_column(BigInteger, primary_key=True)
	"""Of the file, the header being 1; of a record in several lines, the first."""
	ordinal: Mapped[int] = mapped_column(SmallInteger, primary_key=True, server_default=text("0"))
	"""Among what is wrong with the row."""
	field: Mapped[str | None] = mapped_column(String(40))
	code: Mapped[str] = mapped_column(String(40))
	reason: Mapped[Message] = mapped_column(KeptText)
	value: Mapped[str | None] = mapped_column(String(120))
	"""What the cell said."""
	is_warning: Mapped[bool] = mapped_column(server_default=text("false"))
	"""The row came in, without this cell."""
	cells: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
	"""The row as it came, for the report in the file's own shape, with its first fault alone;
	deleted after some days."""
