"""What supervisors say of calls."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import BLANK, STAYS, By, Personal, Undisclosed


class CallReviewRow(Table):
	"""One of a call: the last that was said."""

	__tablename__ = "call_review"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# A note may say anything about the person.
		erase={"note": BLANK},
		merge=STAYS,
		disclose=Undisclosed("It is of the advisor's work; the call itself is disclosed."),
		keeps={"reviewed_by": "A name of the staff."},
	)

	call_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("call.id"), primary_key=True, autoincrement=False
	)
	customer_id: Mapped[int] = mapped_column(BigInteger, index=True)
	verdict: Mapped[str] = mapped_column(String(10))
	note: Mapped[str] = mapped_column(String(500), default="")
	version: Mapped[int]
	reviewed_by: Mapped[str] = mapped_column(String(120))
	reviewed_at: Mapped[CreatedAt]
