"""Who has said no to a channel, in any campaign. It outlives audiences and their rebuilding."""

from sqlalchemy import BigInteger, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import STAYS, WORD, By, Keep, MergeRule, Personal
from chasqui.kernel.texts.text import say


class ObjectionRow(Table):
	__tablename__ = "objection"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("A will outlives the data; a number and a channel alone."),
		merge=MergeRule(
			STAYS.rule,
			lasts={
				"objected_at": "A no that a permission of the person had lifted is reported anew."
			},
		),
		disclose=say("Oposiciones"),
		keeps={"source": WORD},
	)
	__table_args__ = (PrimaryKeyConstraint("customer_id", "channel"),)

	customer_id: Mapped[int] = mapped_column(BigInteger)
	channel: Mapped[str] = mapped_column(String(10))
	source: Mapped[str] = mapped_column(String(40))
	objected_at: Mapped[CreatedAt]
