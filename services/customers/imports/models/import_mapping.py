"""How a person mapped the columns of a header, remembered for its next file."""

from datetime import datetime

from sqlalchemy import DateTime, String, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class ImportMappingRow(Table):
	__tablename__ = "import_mapping"
	__personal__ = Impersonal("Which columns go where, for files of the same header.")

	signature: Mapped[str] = mapped_column(String(64), primary_key=True)
	"""SHA-256 of the header's names: files with the same columns share it."""
	targets: Mapped[list[str]] = mapped_column(ARRAY(String(60)))
	amounts: Mapped[str] = mapped_column(String(7))
	used_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
