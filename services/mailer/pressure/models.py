"""How often marketing may reach a person, and on which days it did by other channels than mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.feed.day_ledgers import DayLedgerMixin
from chasqui.kernel.personal.declarations import (
	STAYS,
	By,
	Delete,
	Impersonal,
	MergeRule,
	Personal,
	Undisclosed,
)
from mailer.tables import Table

OF_ALL = 0
"""Stands for all campaigns, whose ids begin at 1."""


class PressureLimitsRow(Table):
	"""What campaigns has published: of all campaigns (`OF_ALL`), or of one."""

	__tablename__ = "pressure_limits"
	__personal__ = Impersonal("How often the company reaches people; it names nobody.")

	campaign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	limits: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
	"""A `PressureLimits`; null where a campaign has none of its own any more."""
	changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
	"""An older event that comes late changes nothing."""


class ContactDayRow(DayLedgerMixin, Table):
	"""Mails are not here: the ledger of deliveries knows them."""

	__tablename__ = "contact_day"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=MergeRule(
			STAYS.rule,
			adds="What reached one record has reached the person, and stays so after an undoing.",
		),
		disclose=Undisclosed("It counts calls, which campaigns discloses."),
	)
