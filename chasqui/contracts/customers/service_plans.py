"""Words of service plans: every so many hours or months, whichever comes first (R28 R33)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.customers.meters import BrandText, MeterKind, MeterValue, ModelText
from chasqui.contracts.wire import Contract, Day, Instant, Version
from chasqui.kernel.texts.text import say

MOST_MONTHS = 120
Every = Annotated[MeterValue, Field(gt=0)]
Months = Annotated[int, Field(ge=1, le=MOST_MONTHS)]


class PlanAnchor(StrEnum):
	"""From what the next service is reckoned: from the last one as it was done, or from where the
	plan stands, however early or late that was.
	"""

	COMPLETION = "completion"
	FIXED = "fixed"


class PlanTerms(Contract):
	"""Every so many hours or kilometres, every so many months; of both the first that comes."""

	every: Every | None = None
	months: Months | None = None
	anchor: PlanAnchor = PlanAnchor.COMPLETION


class ServicePlanFields(PlanTerms):
	"""The plan of a model; `every` is of meters of this kind."""

	brand: BrandText
	model: ModelText
	meter: MeterKind = MeterKind.HOURS

	@model_validator(mode="after")
	def refuse_nothing(self) -> "ServicePlanFields":
		"""Refuse a plan that never comes due."""
		if self.every is None and self.months is None:
			raise ValueError(say("Escriba cada cuánto uso, cada cuántos meses, o las dos cosas."))
		return self


class ServicePlan(ServicePlanFields):
	id: int
	equipment: int = 0
	"""Machines of the model that follow it."""
	set_by: str
	set_at: Instant


class MachinePlanFields(PlanTerms):
	"""The plan of one machine; with neither `every` nor `months` it follows that of its model.

	`served_on` and `served_at` are of the last service, where it was not done here.
	"""

	served_on: Day | None = None
	served_at: MeterValue | None = None


class MachinePlanRequest(MachinePlanFields):
	"""`version` is the plan's that was read."""

	version: Version


class MachinePlan(MachinePlanFields):
	"""`is_own`: it is not that of its model."""

	is_own: bool = False
	version: str = ""
