"""Calling hours, what was said of holidays, and at what hours people answer."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class SettingMixin:
	"""What holds for all campaigns, in the row without one; a campaign without a row has that."""

	__tablename__: str

	id: Mapped[Key]
	campaign_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("campaign.id"))
	version: Mapped[int] = mapped_column(default=1)
	updated_by: Mapped[str] = mapped_column(String(120))
	updated_at: Mapped[CreatedAt]

	@declared_attr.directive
	@classmethod
	def __table_args__(cls) -> tuple[Index, ...]:
		name = cls.__tablename__
		return (
			Index(f"uq_{name}_campaign_id", "campaign_id", unique=True),
			# NULLs are not equal: the one of all campaigns is held to be one by this index.
			Index(
				f"uq_{name}_of_all",
				text("(campaign_id IS NULL)"),
				unique=True,
				postgresql_where=text("campaign_id IS NULL"),
			),
		)


class CallHoursRow(SettingMixin, Table):
	__tablename__ = "call_hours"
	__personal__ = Impersonal("When the company calls; it names nobody.")

	lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
	on_holidays: Mapped[bool] = mapped_column(default=False)


class HolidayRow(Table):
	"""A day that the company added, or one of the law that it works on."""

	__tablename__ = "holiday"
	__personal__ = Impersonal("Days of the calendar.")

	country: Mapped[str] = mapped_column(String(2), primary_key=True)
	day: Mapped[date] = mapped_column(Date, primary_key=True)
	name: Mapped[str] = mapped_column(String(80))
	is_worked: Mapped[bool] = mapped_column(default=False)
	updated_by: Mapped[str] = mapped_column(String(120))
	updated_at: Mapped[CreatedAt]


class ContactHourRow(Table):
	"""What calls that began in an hour came to, where the people live: counted anew once a day."""

	__tablename__ = "contact_hour"
	__personal__ = Impersonal("Counts of calls by province, age and hour.")

	region: Mapped[str] = mapped_column(String(6), primary_key=True)
	"""A province or region, or `none`."""
	age: Mapped[str] = mapped_column(String(10), primary_key=True)
	"""A band of ages, or `all`."""
	hour: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
	calls: Mapped[int]
	contacts: Mapped[int]
	rate: Mapped[float]
	lift: Mapped[float]
	counted_at: Mapped[Instant]
