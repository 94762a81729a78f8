"""How many an audience left out, by reason."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class ExclusionRow(Table):
	__tablename__ = "audience_exclusion"
	__personal__ = Impersonal("Counts of an audience.")

	audience_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("audience.id"), primary_key=True, autoincrement=False
	)
	reason: Mapped[str] = mapped_column(String(12), primary_key=True)
	members: Mapped[int]
