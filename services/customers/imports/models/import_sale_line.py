"""The rows of a file of sales, gathered by document, until each document is in or refused."""

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import By, Keep, MergeRule, Personal, Undisclosed
from customers.tables import Table


class ImportSaleLineRow(Table):
	"""A document's lines may stand anywhere in a file: the key brings them together."""

	__tablename__ = "import_sale_line"
	__personal__ = Personal(
		refers={"cells": By.NOTHING},
		erase=Keep(
			"The file as it came, gone with each document that is taken and with the import; the "
			"marks keep an erased person's row out when it is read."
		),
		merge=MergeRule("A file knows no records."),
		disclose=Undisclosed("A file waiting to be read is not yet data about anybody known."),
		keeps={"number": "Names the document."},
	)

	import_id: Mapped[int] = mapped_column(
		ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
	)
	number: Mapped[str] = mapped_column(String(40, collation="C"), primary_key=True)
	line: Mapped[int] = mapped_column(BigInteger, primary_key=True)
	"""Of the file, the header being 1."""
	cells: Mapped[list[str]] = mapped_column(ARRAY(Text))
