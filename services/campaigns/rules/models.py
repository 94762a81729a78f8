"""Calling rules: how often somebody is called, when again, and what may be promised."""

from typing import Any

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.hours.models import SettingMixin
from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class CallRulesRow(SettingMixin, Table):
	__tablename__ = "call_rules"
	__personal__ = Impersonal("How often the company calls; it names nobody.")

	attempts_a_day: Mapped[int]
	attempts_in_all: Mapped[int]
	misses_in_a_row: Mapped[int]
	callbacks_a_day: Mapped[int]
	pass_minutes: Mapped[int | None]
	retries: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""A `RetryRules`."""
	by_best_hour: Mapped[bool] = mapped_column(default=False, server_default="false")
	answer_stops_mail: Mapped[bool] = mapped_column(default=True, server_default="true")
