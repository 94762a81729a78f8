"""The snapshot itself: one plain table, filled by COPY straight from customers (K16).

The order of its columns is the order of the member stream: `audience_id`, then the contract's
`MEMBER_COLUMNS`. Membership and matched values never change; contact columns and permissions
follow events; erasure empties name, identity and contact and keeps the row for the counts.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
	ARRAY,
	BigInteger,
	Index,
	Integer,
	Numeric,
	PrimaryKeyConstraint,
	SmallInteger,
	String,
	text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Instant, Table
from chasqui.kernel.personal.declarations import (
	NOTHING,
	STAYS,
	By,
	Impersonal,
	Keep,
	MergeRule,
	Personal,
	Undisclosed,
)
from chasqui.kernel.texts.text import say


class AudienceMemberRow(Table):
	__tablename__ = "audience_member"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		# Age, income and canton together may identify a person, and no count needs them once the
		# person cannot be reached: only what is needed may stay (LOPDP art. 10, minimisation).
		# Kind, gender and province stay for the counts of the audience.
		erase={
			"id_type": NOTHING,
			"id_number": NOTHING,
			"name": NOTHING,
			"given_names": NOTHING,
			"age": NOTHING,
			"income": NOTHING,
			"canton": NOTHING,
			"language": NOTHING,
			"matched": NOTHING,
			"email": NOTHING,
			"phone": NOTHING,
			"may_email": "false",
			"may_phone": "false",
		},
		merge=MergeRule(
			"Who stands for the person in an audience has the kept record's contact and "
			"permissions; a double there is not contacted. An undoing reports both anew."
		),
		disclose=say("Copias en las audiencias de campañas"),
	)
	__table_args__ = (
		PrimaryKeyConstraint("audience_id", "customer_id"),
		# In this order who is in several audiences is found without the rows themselves.
		Index("ix_audience_member_customer_id_audience_id", "customer_id", "audience_id"),
	)

	audience_id: Mapped[int] = mapped_column(BigInteger)
	customer_id: Mapped[int] = mapped_column(BigInteger)
	kind: Mapped[str] = mapped_column(String(10))
	id_type: Mapped[str | None] = mapped_column(String(10))
	id_number: Mapped[str | None] = mapped_column(String(20))
	name: Mapped[str | None] = mapped_column(String(160))
	given_names: Mapped[str | None] = mapped_column(String(80))
	gender: Mapped[str] = mapped_column(String(10))
	age: Mapped[int | None] = mapped_column(SmallInteger)
	income: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	province: Mapped[str | None] = mapped_column(String(6))
	canton: Mapped[str | None] = mapped_column(String(4))
	email: Mapped[str | None] = mapped_column(String(254))
	phone: Mapped[str | None] = mapped_column(String(20))
	may_email: Mapped[bool]
	may_phone: Mapped[bool]
	matched: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
	"""What of the person met the criteria when the audience was built, besides the columns here: by
	the criteria's fields (`customers.segments.repositories.explanations`).
	"""
	language: Mapped[str | None] = mapped_column(String(2))
	"""In which they prefer to be addressed; unknown in audiences that were built before."""
	synthetic: Mapped[bool]
	"""Sample data: its phone is shown but is no link, so that nobody rings a stranger."""


class HoldoutMemberRow(Table):
	"""A member whom the campaign never contacts: drawn when the audience was built."""

	__tablename__ = "holdout_member"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("A number alone: it keeps what a campaign changed comparable."),
		merge=STAYS,
		disclose=say("Grupos de control de campañas"),
	)
	__table_args__ = (
		PrimaryKeyConstraint("audience_id", "customer_id"),
		Index("ix_holdout_member_customer_id", "customer_id"),
	)

	audience_id: Mapped[int] = mapped_column(BigInteger)
	customer_id: Mapped[int] = mapped_column(BigInteger)


class MemberProgressRow(Table):
	"""How far the campaign came with a member: once something has been done, and not before."""

	__tablename__ = "member_progress"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("Numbers alone: they keep the counts of a campaign true."),
		merge=STAYS,
		disclose=Undisclosed("It adds up mails and calls, which the file has one by one."),
	)
	__table_args__ = (
		PrimaryKeyConstraint("audience_id", "customer_id"),
		Index(
			"ix_member_progress_called",
			"audience_id",
			"customer_id",
			postgresql_where=text("attempts > 0"),
		),
		Index("ix_member_progress_customer_id", "customer_id"),
	)

	audience_id: Mapped[int] = mapped_column(BigInteger)
	customer_id: Mapped[int] = mapped_column(BigInteger)
	mails: Mapped[int] = mapped_column(Integer, server_default="0")
	"""That a server took for the member."""
	attempts: Mapped[int] = mapped_column(Integer, server_default="0")
	contacted: Mapped[bool] = mapped_column(server_default="false")
	interested: Mapped[bool] = mapped_column(server_default="false")
	sold: Mapped[bool] = mapped_column(server_default="false")
	promised: Mapped[int] = mapped_column(Integer, server_default="0")
	"""Calls that were made because the member had asked for them …"""
	kept: Mapped[int] = mapped_column(Integer, server_default="0")
	"""… and those of them that were made in time."""


class AcceptedMailsRow(Table):
	"""What the mailer said of mails that servers took: one row an event, so that none counts twice.

	The customers stand here until they are counted with their audience, some seconds: an event
	is handled together with hundreds of others, and must hold no count for so long.
	"""

	__tablename__ = "accepted_mails"
	__personal__ = Impersonal("A receipt of an event; its customers' numbers go once counted.")
	__table_args__ = (
		Index(
			"ix_accepted_mails_waiting",
			"campaign_id",
			postgresql_where=text("customer_ids IS NOT NULL"),
		),
		Index("ix_accepted_mails_unpaid", "event_id", postgresql_where=text("NOT is_paid")),
	)

	event_id: Mapped[UUID] = mapped_column(primary_key=True)
	campaign_id: Mapped[int] = mapped_column(BigInteger)
	run_id: Mapped[int] = mapped_column(BigInteger)
	mails: Mapped[int] = mapped_column(Integer, server_default="0")
	"""To members of the campaign's audience, once they are counted."""
	customer_ids: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))
	accepted_at: Mapped[Instant]
	is_paid: Mapped[bool] = mapped_column(server_default="false")
	"""Whether the day of the campaign has them, for what they cost."""
