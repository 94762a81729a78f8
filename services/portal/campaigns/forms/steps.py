"""The steps of the campaign wizard and the fields of each."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from portal.campaigns.labels.criteria import NAMES as CRITERIA_NAMES
from portal.shell.forms.form import GENERAL


@dataclass(frozen=True)
class Step:
	"""One step: its address, its title, the fields it shows."""

	key: str
	title: Any
	fields: tuple[str, ...]
	general: tuple[str, ...] = ()

	@property
	def error_names(self) -> tuple[str, ...]:
		"""Names whose errors this step shows."""
		return (*self.fields, *self.general)


STEPS = (
	Step(
		"segmento",
		_("Segmento"),
		(
			"name",
			"objective",
			*CRITERIA_NAMES,
			"segment_id",
			"repeated",
			"priority",
			"sale_value",
			"contacted_days",
			"exclude_high_risk",
			"holdout_percent",
		),
		("criteria",),
	),
	Step("diseno", _("Diseño"), ("design_id", "subject")),
	Step(
		"calendario",
		_("Calendario"),
		("starts_on", "ends_on", "monthly_mailing", "monthly_day", "monthly_hour"),
	),
	Step("resumen", _("Presupuesto y resumen"), ("budget",), (GENERAL,)),
)


def find_step(key: str) -> Step | None:
	"""Return the step of an address."""
	return next((step for step in STEPS if step.key == key), None)


def find_next(step: Step) -> Step | None:
	"""Return the step after this one."""
	place = STEPS.index(step) + 1
	return STEPS[place] if place < len(STEPS) else None


def find_previous(step: Step) -> Step | None:
	"""Return the step before this one."""
	place = STEPS.index(step)
	return STEPS[place - 1] if place else None


def find_step_of(name: str) -> Step:
	"""Return the step that shows a field; errors of no field belong to the last one."""
	return next((step for step in STEPS if name in step.fields or name in step.general), STEPS[-1])
