"""A declared report, counted: a service has each as `REPORT` in its `repositories`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate, Generic, TypeVar

from sqlalchemy.orm import Session

from chasqui.contracts.endpoint import Endpoint
from chasqui.contracts.reports import Report, ReportLine, read_shape

Asked = TypeVar("Asked")
Line = TypeVar("Line", bound=ReportLine)


@dataclass(frozen=True)
class Asker:
	"""Who asks, on what day where the installation is, whose days are those of `zone`."""

	today: date
	permissions: frozenset[str]
	subject: str
	zone: str


@dataclass(frozen=True)
class CountedReport(Generic[Asked, Line]):
	"""`count` answers its endpoint; it reads, and writes nothing.

	Of what it counts, where that is named in the endpoint's path, comes by name.
	"""

	endpoint: Endpoint[..., Report[Line]]
	count: Callable[Concatenate[Session, Asked, Asker, ...], Report[Line]]

	def __post_init__(self) -> None:
		"""Raise TypeError where the endpoint is no report."""
		read_shape(self.endpoint)

	def answer(self, session: Session, query: Any, asker: Asker, **place: Any) -> Report[Line]:
		"""Return the report, without the figures that whoever asks may not see."""
		figures = read_shape(self.endpoint).figures.items()
		hidden = [name for name, one in figures if one.needs and one.needs not in asker.permissions]
		report = self.count(session, query, asker, **place)
		if not hidden:
			return report
		nothing = dict.fromkeys(hidden)
		lines = [line.model_copy(update=nothing) for line in report.lines]
		total = report.total.model_copy(update=nothing)
		return report.model_copy(update={"lines": lines, "total": total})
