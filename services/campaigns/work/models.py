"""What supervisors say of calls, and what calls said before they were corrected."""

from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import BLANK, STAYS, By, Personal, Undisclosed
from chasqui.kernel.texts.text import say


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


class CallCorrectionRow(Table):
	"""A call as it was before its advisor corrected it. Append-only."""

	__tablename__ = "call_correction"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# A note may say anything about the person, and so may the reason of a correction.
		erase={"note": BLANK, "why": BLANK},
		merge=STAYS,
		disclose=say("Correcciones de llamadas"),
	)

	id: Mapped[Key]
	call_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("call.id"), index=True)
	customer_id: Mapped[int] = mapped_column(BigInteger, index=True)
	result: Mapped[str] = mapped_column(String(20))
	note: Mapped[str] = mapped_column(String(1000), default="")
	next_attempt_at: Mapped[Instant | None]
	amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	"""Of a sale, if it had one."""
	why: Mapped[str] = mapped_column(String(300))
	corrected_at: Mapped[CreatedAt]
