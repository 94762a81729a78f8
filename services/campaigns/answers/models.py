"""Who answered a mail of a campaign, and when last."""

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Instant, Table
from chasqui.kernel.personal.declarations import STAYS, By, Keep, MergeRule, Personal
from chasqui.kernel.texts.text import say


class MailAnswerRow(Table):
	"""Each record of a person has the row, so that whichever is called comes first."""

	__tablename__ = "mail_answer"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("Numbers and an instant alone; no word of what was written."),
		merge=MergeRule(
			STAYS.rule,
			adds="What one record answered is the person's, and stays so after an undoing.",
			lasts={"answered_at": "The later of the two records' answers stays."},
		),
		disclose=say("Campañas a cuyo correo respondió"),
	)
	__table_args__ = (Index("ix_mail_answer_customer_id", "customer_id"),)

	campaign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
	answered_at: Mapped[Instant]
