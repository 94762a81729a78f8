"""One customer to be called in one campaign, and who holds the customer just now."""

from uuid import UUID

from sqlalchemy import (
	BigInteger,
	ForeignKey,
	Index,
	SmallInteger,
	String,
	UniqueConstraint,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Instant, Key, Table
from chasqui.kernel.personal.declarations import By, Keep, MergeRule, Personal
from chasqui.kernel.texts.text import say


class CallTaskRow(Table):
	__tablename__ = "call_task"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("Withdrawn, with numbers and counts alone; no word of the person."),
		merge=MergeRule(
			"Waiting calls are made once, as who stands for the person; `call_fold` knows what "
			"they were. A call that an advisor holds or has made meanwhile stays the kept record's."
		),
		disclose=say("Cola de llamadas"),
	)
	__table_args__ = (
		UniqueConstraint("campaign_id", "customer_id"),
		# Nobody is called by two advisors at once, in whatever campaigns.
		Index(
			"uq_call_task_leased_customer",
			"customer_id",
			unique=True,
			postgresql_where=text("state = 'leased'"),
		),
		# An advisor holds one customer at a time, in however many windows.
		Index(
			"uq_call_task_leased_advisor",
			"advisor_id",
			unique=True,
			postgresql_where=text("state = 'leased'"),
		),
		Index("ix_call_task_advisor_id_state", "advisor_id", "state"),
		# An advisor's line in the order in which it is called.
		Index(
			"ix_call_task_line",
			"advisor_id",
			"is_callback",
			text("next_attempt_at NULLS FIRST"),
			"id",
			postgresql_where=text("state = 'pending'"),
		),
		Index("ix_call_task_customer_id", "customer_id"),
		# Whom a campaign gave up, by their last result.
		Index(
			"ix_call_task_done",
			"campaign_id",
			"last_result",
			postgresql_where=text("state = 'done'"),
		),
		Index(
			"ix_call_task_promised",
			"campaign_id",
			"next_attempt_at",
			postgresql_where=text("is_callback AND state = 'pending'"),
		),
		# Callbacks that another advisor took.
		Index(
			"ix_call_task_passed_from_passed_at",
			"passed_from",
			"passed_at",
			postgresql_where=text("passed_from IS NOT NULL"),
		),
	)

	id: Mapped[Key]
	assignment_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("assignment.id"))
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	audience_id: Mapped[int] = mapped_column(BigInteger)
	customer_id: Mapped[int] = mapped_column(BigInteger)
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	state: Mapped[str] = mapped_column(String(10), default="pending", server_default="pending")
	"""pending, leased, done, withdrawn (an objection, an erasure), or merged: the person is called
	as another customer of the same audience."""
	lease_token: Mapped[UUID | None] = mapped_column(unique=True)
	leased_until: Mapped[Instant | None]
	"""Past it the customer is still the advisor's, until somebody else takes the person."""
	attempts: Mapped[int] = mapped_column(default=0, server_default="0")
	round: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
	"""In which round of the campaign it is called: who is given up may enter another one."""
	is_callback: Mapped[bool] = mapped_column(default=False, server_default="false")
	"""The customer asked to be called at `next_attempt_at`."""
	is_anybodys: Mapped[bool] = mapped_column(default=False, server_default="false")
	"""Of a callback: whoever of the campaign is free makes it; else who promised it, until it is
	too late by the calling rules."""
	passed_from: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
	"""Whose callback it was before another advisor took it, at `passed_at`."""
	passed_at: Mapped[Instant | None]
	next_attempt_at: Mapped[Instant | None]
	last_result: Mapped[str | None] = mapped_column(String(20))
