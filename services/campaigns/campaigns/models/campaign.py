"""A campaign: whom, what, when, for how much, and its phase."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Numeric, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import (
	CUT,
	STAFF,
	By,
	MergeRule,
	Personal,
	Undisclosed,
)

PLAN = "What the company wants to do: it names nobody."


class CampaignRow(Table):
	__tablename__ = "campaign"
	__personal__ = Personal(
		refers={"criteria": By.WORDS},
		erase={"criteria": CUT},
		merge=MergeRule("It asks by what the records say at its time."),
		disclose=Undisclosed("It is a question of the staff, not something known of the person."),
		keeps={
			"name": PLAN,
			"objective": PLAN,
			"subject": PLAN,
			"created_by": STAFF,
			"owner": STAFF,
		},
	)
	__table_args__ = (
		CheckConstraint("ends_on >= starts_on", name="dates"),
		CheckConstraint("monthly_day BETWEEN 0 AND 28", name="monthly_day"),
		Index("ix_campaign_phase_id", "phase", "id"),
	)

	id: Mapped[Key]
	name: Mapped[str] = mapped_column(String(120), index=True)
	objective: Mapped[str] = mapped_column(String(500), default="")
	budget: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	starts_on: Mapped[date]
	ends_on: Mapped[date]
	criteria: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""A `SegmentCriteria` with the campaign's ages already bound."""
	segment_id: Mapped[int | None] = mapped_column(BigInteger)
	"""A saved segment of customers, whose criteria these were when it was taken."""
	design_id: Mapped[int | None] = mapped_column(BigInteger)
	"""A design of the mailer's; ids are never reused, so no copy is kept here."""
	subject: Mapped[str | None] = mapped_column(String(150))
	monthly_mailing: Mapped[bool] = mapped_column(default=False)
	monthly_day: Mapped[int] = mapped_column(default=1)
	"""1–28; 0 is the month's last day."""
	monthly_hour: Mapped[int] = mapped_column(default=9)
	contacted_days: Mapped[int | None]
	exclude_high_risk: Mapped[bool] = mapped_column(default=False, server_default="false")
	repeated: Mapped[str] = mapped_column(String(10), default="keep", server_default="keep")
	"""A `RepeatedRule`."""
	priority: Mapped[str] = mapped_column(String(6), default="normal", server_default="normal")
	sale_value: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	"""What one sale is expected to be worth."""
	holdout_percent: Mapped[int] = mapped_column(default=0, server_default="0")
	phase: Mapped[str] = mapped_column(String(20), default="planned")
	version: Mapped[int] = mapped_column(default=1)
	"""Counts changes, so that two people cannot overwrite each other unseen."""
	first_executed_at: Mapped[Instant | None]
	"""From here on the audience stays as it is (K16)."""
	in_execution_since: Mapped[Instant | None]
	created_by: Mapped[str] = mapped_column(String(120))
	owner: Mapped[str] = mapped_column(String(120))
	archived_at: Mapped[Instant | None]
	created_at: Mapped[CreatedAt]
	updated_at: Mapped[CreatedAt]
