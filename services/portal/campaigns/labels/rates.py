"""What a campaign came to as people read it: shares, with how many cases stand behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.figures import CampaignRates, CampaignSum
from portal.shell.labels.formats import NOTHING, format_number, format_percent

FEW = 30
"""With fewer cases a share says little."""
Fraction = tuple[int, int]


@dataclass(frozen=True)
class Rate:
	"""`read` returns the part and the whole; a ratio is how many for one, not a share."""

	title: Any
	hint: Any
	read: Callable[[CampaignSum], Fraction]
	is_ratio: bool = False


@dataclass(frozen=True)
class RateLine:
	"""`own` and `usual` are texts; `few` says that too few cases stand behind the own one."""

	title: str
	hint: str
	own: str
	usual: str
	few: str


RATES = (
	Rate(
		_("Alcance por correo"),
		_("personas con al menos un correo aceptado, de la audiencia"),
		lambda one: (one.mailed, one.members),
	),
	Rate(
		_("Avance de la lista"),
		_("personas llamadas al menos una vez, de la audiencia"),
		lambda one: (one.called, one.members),
	),
	Rate(
		_("Contacto"),
		_("personas que contestaron, de las llamadas"),
		lambda one: (one.contacted, one.called),
	),
	Rate(
		_("Conversión por contacto"),
		_("personas que compraron, de las que contestaron"),
		lambda one: (one.sold, one.contacted),
	),
	Rate(
		_("Llamadas por venta"),
		_("llamadas hechas por cada persona que compró"),
		lambda one: (one.attempts, one.sold),
		is_ratio=True,
	),
	Rate(
		_("Rellamadas a tiempo"),
		_("hechas hasta 15 minutos después de la hora prometida, de las que ya tocaban"),
		lambda one: (one.kept, one.promised),
	),
)


def describe_rates(rates: CampaignRates) -> list[RateLine]:
	"""Return what a campaign came to, each beside the finished ones."""
	late = {"promised": rates.own.promised + rates.overdue}
	own = rates.own.model_copy(update=late)
	return [_describe(one, own, rates.finished) for one in RATES]


def _describe(rate: Rate, own: CampaignSum, finished: CampaignSum) -> RateLine:
	part, whole = rate.read(own)
	few = gettext("pocos casos: %(count)s", count=format_number(whole)) if 0 < whole < FEW else ""
	return RateLine(
		title=str(rate.title),
		hint=str(rate.hint),
		own=_write(rate, part, whole),
		usual=_write(rate, *rate.read(finished)),
		few="" if rate.is_ratio else few,
	)


def _write(rate: Rate, part: int, whole: int) -> str:
	if not rate.is_ratio:
		return format_percent(part, whole)
	return format_number(round(part / whole, 1)) if whole else NOTHING
