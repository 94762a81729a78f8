"""An import is a row: its state, who holds it, how far it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.data.kept_text import KeptText
from chasqui.kernel.jobs.columns import JobMixin
from chasqui.kernel.personal.declarations import CUT, STAFF, By, MergeRule, Personal, Undisclosed
from chasqui.kernel.texts.text import Text as Message
from customers.tables import Table

Instant = DateTime(timezone=True)


def count_column() -> Mapped[int]:
	return mapped_column(BigInteger, server_default=text("0"))


class ImportJobRow(JobMixin, Table):
	"""One file on its way in. The counters move in the transaction of the rows they count."""

	__tablename__ = "import_job"
	__personal__ = Personal(
		refers={
			"file_name": By.WORDS,
			"error": By.WORDS,
			"header": By.WORDS,
			"found": By.WORDS,
			"targets": By.NOTHING,
		},
		erase={"file_name": CUT, "error": CUT, "header": CUT, "found": CUT},
		merge=MergeRule("A file knows no records."),
		disclose=Undisclosed("A person's record names the import that it came from."),
		keeps={"targets": "Names of our columns.", "requested_by": STAFF},
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	file_name: Mapped[str] = mapped_column(String(200))
	mode: Mapped[str] = mapped_column(String(6))
	kind: Mapped[str] = mapped_column(String(9), server_default="customers")
	asked_kind: Mapped[str | None] = mapped_column(String(9))
	"""What somebody said that it holds; else its columns say it."""
	format: Mapped[str] = mapped_column(String(4), server_default="csv")
	"""Of the file as it came; what is stored is CSV once it has been read."""
	state: Mapped[str] = mapped_column(String(9), server_default="queued")
	starts_itself: Mapped[bool] = mapped_column(server_default=text("true"))
	"""Runs as soon as it is read, where its columns are known; else it waits for a person."""
	encoding: Mapped[str] = mapped_column(String(9))
	delimiter: Mapped[str] = mapped_column(String(1))
	amounts: Mapped[str] = mapped_column(String(7), server_default="plain")
	header: Mapped[list[str]] = mapped_column(ARRAY(String(200)), server_default="{}")
	targets: Mapped[list[str] | None] = mapped_column(ARRAY(String(60)))
	"""Where each column goes; absent until that is settled."""
	found: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
	"""What the dry run found: counts and the first faults."""
	evidence_id: Mapped[int | None] = mapped_column(ForeignKey("consent_evidence.id"))
	"""How the consents that this file grants were obtained."""
	bytes_total: Mapped[int] = mapped_column(BigInteger)
	bytes_read: Mapped[int] = count_column()
	rows: Mapped[int] = count_column()
	"""Records read, rejected ones too: a new holder skips as many and goes on."""
	created: Mapped[int] = count_column()
	updated: Mapped[int] = count_column()
	unchanged: Mapped[int] = count_column()
	existing: Mapped[int] = count_column()
	rejected: Mapped[int] = count_column()
	warnings: Mapped[int] = count_column()
	error: Mapped[Message | None] = mapped_column(KeptText)
	retry_state: Mapped[str | None] = mapped_column(String(9))
	"""The stage at which it failed by no fault of its file, which is kept to be tried again."""
	requested_by: Mapped[str] = mapped_column(String(80))
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	finished_at: Mapped[datetime | None] = mapped_column(Instant)
