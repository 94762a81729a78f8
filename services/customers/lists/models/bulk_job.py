"""A bulk action is a row: what is asked of whom, who holds it, how far it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, String, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import CUT, STAFF, By, MergeRule, Personal, Undisclosed
from chasqui.kernel.texts.text import Text as Message
from customers.tables import Table

Instant = DateTime(timezone=True)
ZERO = text("0")


class BulkJobRow(JobMixin, Table):
	"""Done in the order of the ids, batch by batch, each with its counters."""

	__tablename__ = "bulk_job"
	__personal__ = Personal(
		refers={"filters": By.WORDS, "error": By.WORDS, "tag": By.WORDS},
		erase={"filters": CUT, "error": CUT, "tag": CUT},
		merge=MergeRule("It asks by what the records say at its time."),
		disclose=Undisclosed("It is a question of the staff, not something known of the person."),
		keeps={"advisor_name": STAFF, "requested_by": STAFF, "requested_name": STAFF},
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	action: Mapped[str] = mapped_column(String(10))
	tag: Mapped[str | None] = mapped_column(String(40))
	advisor_id: Mapped[int | None] = mapped_column(BigInteger)
	advisor_name: Mapped[str | None] = mapped_column(String(120))
	filters: Mapped[dict[str, Any]] = mapped_column(JSONB)
	state: Mapped[str] = mapped_column(String(9), server_default="queued")
	total: Mapped[int] = mapped_column(BigInteger)
	done: Mapped[int] = mapped_column(BigInteger, server_default=ZERO)
	changed: Mapped[int] = mapped_column(BigInteger, server_default=ZERO)
	last_id: Mapped[int] = mapped_column(BigInteger, server_default=ZERO)
	"""The last customer that was looked at: a new holder goes on after it."""
	bound_id: Mapped[int] = mapped_column(BigInteger)
	"""The last customer there was when it was asked: nobody who came later is touched."""
	error: Mapped[Message | None] = mapped_column(KeptText)
	requested_by: Mapped[str] = mapped_column(String(80))
	requested_name: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	finished_at: Mapped[datetime | None] = mapped_column(Instant)
