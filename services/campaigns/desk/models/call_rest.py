"""Whose waiting calls a call put off, so that a correction of its result gives them back.

Kept as long as a result may be corrected; what an advisor gives back takes its rest along.
"""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Instant, Table
from chasqui.kernel.personal.declarations import Impersonal


class CallRestRow(Table):
	__tablename__ = "call_rest"
	__personal__ = Impersonal("Which call put off which others; the calls say who is called.")

	call_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("call.id"), primary_key=True, autoincrement=False
	)
	task_id: Mapped[int] = mapped_column(
		BigInteger,
		ForeignKey("call_task.id", ondelete="CASCADE"),
		primary_key=True,
		autoincrement=False,
		index=True,
	)
	waited_until: Mapped[Instant | None]
	"""When it was to be called before."""
