"""Addresses that are not written to."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAYS, By, Keep, MergeRule, Personal
from chasqui.kernel.texts.text import say
from mailer.tables import Table


class SuppressionRow(Table):
	"""One row per address and source: a consent given again lifts only the consent's own."""

	__tablename__ = "suppression"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("An objection outlives the data; it is a keyed digest and a number alone."),
		merge=MergeRule(
			STAYS.rule,
			adds="A will that went along to another address stays there: the mail that nobody gets "
			"by mistake is the lesser harm.",
			lasts=dict.fromkeys(
				("since", "customer_id"),
				"At an address that both records have, either's no is reported anew.",
			),
		),
		disclose=say("Por qué no se le escribe"),
		keeps={"address_hash": "Keyed: the address is known again by it, and not found out."},
	)

	address_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
	"""Keyed digest of the address: an objection outlives the erasure of the person."""
	source: Mapped[str] = mapped_column(String(12), primary_key=True)
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	since: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
