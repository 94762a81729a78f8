"""Evidence of consents: one row for a file of a million people, or for one answer."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, Identity, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import CUT, STAFF, By, MergeRule, Personal, Undisclosed
from customers.tables import Table


class ConsentEvidenceRow(Table):
	"""How permissions were obtained. Imports and changes of consent point to it."""

	__tablename__ = "consent_evidence"
	__personal__ = Personal(
		# One row may prove the consents of a whole file: only the mention goes.
		refers={"source": By.WORDS, "text_version": By.WORDS},
		erase={"source": CUT, "text_version": CUT},
		merge=MergeRule("Changes of consent and imports point to it, records do not."),
		disclose=Undisclosed("The permissions' origin shows it; the row concerns many people."),
		keeps={"recorded_by": STAFF},
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	basis: Mapped[str] = mapped_column(String(20))
	text_version: Mapped[str] = mapped_column(String(80))
	"""Which text the people saw when they answered."""
	source: Mapped[str] = mapped_column(String(160))
	"""Where they answered: a fair, a form, a contract."""
	obtained_on: Mapped[date] = mapped_column(Date)
	recorded_by: Mapped[str] = mapped_column(String(80))
	recorded_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
