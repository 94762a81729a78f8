"""A mail that was written to one person: the whole of it, as it leaves."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAYS, By, Delete, Personal, Undisclosed
from mailer.tables import Table


class LetterRow(Table):
	"""What a run without a design sends to its one recipient."""

	__tablename__ = "letter"
	__personal__ = Personal(
		refers={"customer_id": By.ID, "email": By.SURE},
		erase=Delete(),
		merge=STAYS,
		disclose=Undisclosed("Its text and its files stand in the correspondence."),
	)

	run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
	customer_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
	email: Mapped[str] = mapped_column(String(320))
	content: Mapped[bytes] = mapped_column(LargeBinary)
	"""RFC 5322, lines ended by CRLF."""
