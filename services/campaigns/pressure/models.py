"""How often marketing may reach a person, and on which days it did."""

from typing import Any

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.hours.models import SettingMixin
from campaigns.tables import Table
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


class PressurePolicyRow(SettingMixin, Table):
	__tablename__ = "pressure_policy"
	__personal__ = Impersonal("How often the company reaches people; it names nobody.")

	limits: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""A `PressureLimits`."""
	quiet_days: Mapped[int]


class ContactDayRow(DayLedgerMixin, Table):
	"""Mails that servers took and calls that were answered, of the days that a limit can reach."""

	__tablename__ = "contact_day"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=MergeRule(
			STAYS.rule,
			adds="What reached one record has reached the person, and stays so after an undoing.",
		),
		disclose=Undisclosed("It counts calls and mails, which are disclosed."),
	)
