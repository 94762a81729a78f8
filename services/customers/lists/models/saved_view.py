"""Lists that somebody comes back to."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, String, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import (
	CUT,
	STAFF,
	WORD,
	By,
	MergeRule,
	Personal,
	Undisclosed,
)
from customers.tables import Table

Instant = DateTime(timezone=True)


class SavedViewRow(Table):
	__tablename__ = "saved_view"
	__personal__ = Personal(
		refers={"filters": By.WORDS, "name": By.WORDS},
		# Two names that become one are still two views.
		erase={"filters": CUT, "name": CUT, "name_key": "'#' || id"},
		merge=MergeRule("It asks by what the records say at its time."),
		disclose=Undisclosed("It is a question of the staff, not something known of the person."),
		keeps={"owner": STAFF, "owner_name": STAFF, "columns": WORD},
	)
	__table_args__ = (UniqueConstraint("owner", "list_name", "name_key"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	owner: Mapped[str] = mapped_column(String(80))
	owner_name: Mapped[str] = mapped_column(String(120))
	list_name: Mapped[str] = mapped_column(String(20))
	name: Mapped[str] = mapped_column(String(60))
	name_key: Mapped[str] = mapped_column(String(120))
	filters: Mapped[dict[str, list[str]]] = mapped_column(JSONB)
	"""Lists of texts by name, as the address has them."""
	sort: Mapped[str] = mapped_column(String(20))
	columns: Mapped[list[str]] = mapped_column(ARRAY(String(20)), server_default="{}")
	is_shared: Mapped[bool] = mapped_column(server_default="false")
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	updated_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
