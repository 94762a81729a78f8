"""The company's own results of a call: names for kinds of the fixed ones."""

from sqlalchemy import Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class OwnResultRow(Table):
	__tablename__ = "own_result"
	__personal__ = Impersonal("What the company calls the ends of calls; it names nobody.")

	id: Mapped[Key]
	name: Mapped[str] = mapped_column(String(40))
	like: Mapped[str] = mapped_column(String(20))
	key: Mapped[str | None] = mapped_column(String(1))
	least_note: Mapped[int] = mapped_column(default=0)
	retry_minutes: Mapped[int | None]
	most_a_day: Mapped[int | None]
	is_last: Mapped[bool] = mapped_column(default=False, server_default="false")
	"""The campaign calls no more whoever was called so."""
	retired_at: Mapped[Instant | None]
	version: Mapped[int] = mapped_column(default=1)
	updated_by: Mapped[str] = mapped_column(String(120))
	updated_at: Mapped[CreatedAt]


# Of two at once with the same name or key, one is let in.
OFFERED = text("retired_at IS NULL")
Index("uq_own_result_name", func.lower(OwnResultRow.name), unique=True, postgresql_where=OFFERED)
Index("uq_own_result_key", OwnResultRow.key, unique=True, postgresql_where=OFFERED)
