"""Why calls end as they do: the company's lists."""

from sqlalchemy import BigInteger, ForeignKey, Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class CallReasonRow(Table):
	"""Its name does not change: a call keeps it."""

	__tablename__ = "call_reason"
	__personal__ = Impersonal("Words of the company's for the ends of calls; they name nobody.")

	id: Mapped[Key]
	result: Mapped[str] = mapped_column(String(20))
	own_result_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("own_result.id"))
	name: Mapped[str] = mapped_column(String(60))
	retired_at: Mapped[Instant | None]
	added_by: Mapped[str] = mapped_column(String(120))
	added_at: Mapped[CreatedAt]


# Of two at once with the same name, one is let in.
Index(
	"uq_call_reason_name",
	CallReasonRow.result,
	func.coalesce(CallReasonRow.own_result_id, text("0")),
	func.lower(CallReasonRow.name),
	unique=True,
	postgresql_where=text("retired_at IS NULL"),
)
