"""What campaigns ask of a customer's risk before a call."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.hours.models import SettingMixin
from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class RiskRulesRow(SettingMixin, Table):
	__tablename__ = "risk_rules"
	__personal__ = Impersonal("What the company asks before it calls; it names nobody.")

	max_age_days: Mapped[int | None]
	on_high: Mapped[str] = mapped_column(String(10))
	on_no_answer: Mapped[str] = mapped_column(String(10))
