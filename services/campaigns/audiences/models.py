"""The snapshot itself: one plain table, filled by COPY straight from customers (K16).

The order of its columns is the order of the member stream: `audience_id`, then the contract's
`MEMBER_COLUMNS`. Membership and matched values never change; contact columns and permissions
follow events; erasure empties name, identity and contact and keeps the row for the counts.
"""

from decimal import Decimal

from sqlalchemy import BigInteger, Index, Numeric, PrimaryKeyConstraint, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import NOTHING, By, MergeRule, Personal
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
	synthetic: Mapped[bool]
	"""Sample data: its phone is shown but is no link, so that nobody rings a stranger."""
