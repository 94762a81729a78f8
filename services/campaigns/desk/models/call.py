"""The recorded result of a call (K27). Append-only."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import BLANK, STAYS, By, Personal
from chasqui.kernel.texts.text import say


class CallRow(Table):
	__tablename__ = "call"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# An advisor's note may say anything about the person.
		erase={"note": BLANK, "late_note": BLANK, "risk_reason": BLANK},
		merge=STAYS,
		disclose=say("Llamadas"),
		keeps={"reason": "Words of the company's list, the same for many."},
	)
	__table_args__ = (
		Index("ix_call_task_id", "task_id"),
		Index("ix_call_campaign_id_recorded_at", "campaign_id", "recorded_at"),
		Index("ix_call_customer_id_recorded_at", "customer_id", "recorded_at"),
		Index("ix_call_advisor_id_recorded_at", "advisor_id", "recorded_at"),
		# Sales are few: who bought in some days is found without the other calls.
		Index("ix_call_sold_recorded_at", "recorded_at", postgresql_where=text("result = 'SALE'")),
		# So are those after whom nobody calls: who rests now is asked for whole audiences.
		Index(
			"ix_call_rests_until", "rests_until", postgresql_where=text("rests_until IS NOT NULL")
		),
	)

	id: Mapped[Key]
	task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("call_task.id"))
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	customer_id: Mapped[int] = mapped_column(BigInteger)
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	lease_token: Mapped[UUID] = mapped_column(unique=True)
	"""The same result posted twice is one call."""
	result: Mapped[str] = mapped_column(String(20))
	own_result_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("own_result.id"))
	"""What the company calls it, where that is more than the fixed result says."""
	reason_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("call_reason.id"))
	reason: Mapped[str] = mapped_column(String(60), default="", server_default="")
	"""Why it ended so, as the company's list says it: its names do not change."""
	note: Mapped[str] = mapped_column(String(1000), default="")
	late_note: Mapped[str] = mapped_column(Text, default="", server_default="")
	"""What was typed for this call after it had been recorded, in another window."""
	risk_level: Mapped[str | None] = mapped_column(String(10))
	"""What the advisor had seen before the call."""
	risk_reason: Mapped[str] = mapped_column(String(300), default="")
	"""Why a customer of high risk was called all the same: a person decides, and says why."""
	risk_verdict: Mapped[str | None] = mapped_column(String(12))
	"""What the campaign's risk rules said before the call: the evidence, with level and reason."""
	risk_asked_at: Mapped[Instant | None]
	"""When the risk service had answered."""
	seconds: Mapped[int] = mapped_column(default=0, server_default="0")
	"""From the customer's card to the result; a passed-over customer took none."""
	next_attempt_at: Mapped[Instant | None]
	rests_until: Mapped[Instant | None]
	"""Until when the other campaigns leave the person in peace for what they said."""
	round: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
	"""In which round of the campaign it was made."""
	kept_promise: Mapped[bool | None]
	"""Whether it was made in time, where the person had asked to be called then."""
	promised_at: Mapped[Instant | None]
	"""When it had been promised for, if it had."""
	found_state: Mapped[str] = mapped_column(
		String(10), default="pending", server_default="pending"
	)
	"""What the task was before: pending, done, taken (another advisor held it) or closed."""
	is_promise: Mapped[bool] = mapped_column(default=False, server_default="false")
	"""Whether the next attempt was promised to the person for that time."""
	is_anybodys: Mapped[bool] = mapped_column(default=False, server_default="false")
	"""Of a promised callback: whoever is free makes it."""
	recorded_at: Mapped[CreatedAt]
