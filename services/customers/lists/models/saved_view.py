"""Lists that somebody comes back to."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, String, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import CUT, STAFF, WORD, By, MergeRule, Personal, Untold
from customers.tables import Table

Instant = DateTime(timezone=True)


class SavedViewRow(Table):
	__tablename__ = "saved_view"
	__personal__ = Personal(
		refers={"filters": By.WORDS, "name": By.WORDS},
		erase={"filters": CUT, "name": CUT},
		merge=MergeRule("It asks by what the records say at its time."),
		tell=Untold("It is a question of the staff, not something known of the person."),
		keeps={"owner": STAFF, "owner_name": STAFF, "columns": WORD},
	)
	__table_args__ = (UniqueConstraint("owner", "name"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	owner: Mapped[str] = mapped_column(String(80))
	owner_name: Mapped[str] = mapped_column(String(120))
	name: Mapped[str] = mapped_column(String(60))
	filters: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""Only what is asked: a filter that comes later asks nothing of old views."""
	sort: Mapped[str] = mapped_column(String(20))
	columns: Mapped[list[str]] = mapped_column(ARRAY(String(20)), server_default="{}")
	is_shared: Mapped[bool] = mapped_column(server_default="false")
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	updated_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
