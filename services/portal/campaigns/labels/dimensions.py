"""What the values are called by which campaigns are counted and narrowed."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.campaigns import (
	AGES,
	BUDGETS,
	NO_BUDGET,
	NO_PLACE,
	Phase,
)
from chasqui.contracts.campaigns.members import INCOMES, Stage
from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND, list_income_bands
from chasqui.contracts.customers.people import Gender
from portal.shell.labels import places
from portal.shell.labels.formats import format_number
from portal.shell.labels.options import Option
from portal.shell.labels.places import list_all_cantons, list_regions, name_region
from portal.shell.labels.words import name_code

OPEN_BAND = AGE_BANDS[-1]
STAGES = {
	Stage.MAILED: _("Con correo aceptado"),
	Stage.CALLED: _("Llamados"),
	Stage.CONTACTED: _("Contactados"),
	Stage.INTERESTED: _("Interesados"),
	Stage.SOLD: _("Compraron"),
}


def name_gender(key: str) -> str:
	"""Return what a gender is called."""
	return str(name_code(Gender(key) if key in set(Gender) else key).text)


def name_phase(key: str) -> str:
	"""Return what a phase is called."""
	return str(name_code(Phase(key)).text)


def name_age(key: str) -> str:
	"""Return a band of ages: ``de 25 a 34``, ``65 o más``."""
	if key == UNKNOWN_BAND:
		return str(gettext("Sin edad"))
	if key == OPEN_BAND.code:
		return str(gettext("%(first)s o más", first=OPEN_BAND.first))
	first, _, last = key.partition("-")
	return str(gettext("De %(first)s a %(last)s", first=first, last=last))


def name_income(key: str) -> str:
	"""Return a band of monthly incomes: ``$482–964``, ``$3.856 o más``."""
	if key == UNKNOWN_BAND:
		return str(gettext("Sin ingreso"))
	[band] = [one for one in list_income_bands() if one.code == key]
	low = f"${format_number(int(band.low))}"
	if band.high is None:
		return str(gettext("%(low)s o más", low=low))
	return f"{low}–{format_number(int(band.high))}"


def name_budget(key: str) -> str:
	"""Return a band of budgets: ``$500–1.000``, ``$20.000 o más``."""
	if key == NO_BUDGET:
		return str(gettext("Sin presupuesto"))
	first, _, last = key.rstrip("+").partition("-")
	low = f"${format_number(int(first))}"
	return f"{low}–{format_number(int(last))}" if last else str(gettext("%(low)s o más", low=low))


def name_place(key: str) -> str:
	"""Return a province, or a region of Chile."""
	return str(gettext("Sin provincia")) if key == NO_PLACE else name_region(key)


def name_town(key: str) -> str:
	"""Return a canton with its province, for several have the same name."""
	if key == NO_PLACE:
		return str(gettext("Sin cantón"))
	return places.name_town(key)


def list_genders() -> list[Option]:
	"""Return the genders to choose from."""
	return [(one.value, name_gender(one)) for one in Gender]


def list_ages() -> list[Option]:
	"""Return the bands of ages to choose from."""
	return [(one, name_age(one)) for one in AGES]


def list_incomes() -> list[Option]:
	"""Return the bands of monthly incomes to choose from."""
	return [(one, name_income(one)) for one in INCOMES]


def list_stages() -> list[Option]:
	"""Return how far a campaign may have come with a member."""
	return [(one.value, STAGES[one]) for one in Stage]


def list_budgets() -> list[Option]:
	"""Return the bands of budgets to choose from."""
	return [(one, name_budget(one)) for one in BUDGETS]


def list_places() -> Iterable[Any]:
	"""Return the provinces and regions to choose from."""
	return [*list_regions(), (NO_PLACE, name_place(NO_PLACE))]


def list_towns() -> Iterable[Any]:
	"""Return the cantons to choose from."""
	return [*list_all_cantons(), (NO_PLACE, name_town(NO_PLACE))]
