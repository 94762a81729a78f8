"""What contacting people changed, as people read it: never more certain than it is."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.members import MemberGroup
from chasqui.contracts.campaigns.uplift import Arm, CampaignUplift
from portal.shell.labels.formats import format_date, format_number, format_percent
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.tables import Column, Table

GAIN = Label(_("Contactar vendió más"), "ok", "trending-up")
LOSS = Label(_("Contactar vendió menos"), "bad", "trending-down")
UNKNOWN = Label(_("Todavía no se puede afirmar"), "warn", "hourglass")
ARMS = Table[tuple[str, Arm]](
	_("Ventas de los dos grupos"),
	(
		Column(_("Grupo"), lambda row: row[0]),
		Column(_("Personas"), lambda row: format_number(row[1].people), is_number=True),
		Column(_("Compraron"), lambda row: format_number(row[1].buyers), is_number=True),
		Column(
			_("% que compró"),
			lambda row: Cell(format_percent(row[1].buyers, row[1].people)),
			is_number=True,
		),
	),
)


@dataclass(frozen=True)
class UpliftText:
	"""`verdict` is what may be said; the lines say of what, and what cannot be seen."""

	verdict: Label | None
	lines: list[str]
	arms: list[tuple[str, Arm]]


def describe_uplift(found: CampaignUplift) -> UpliftText | None:
	"""Return what the two groups show; None where nobody is held out."""
	if not found.held_out.people:
		return None
	arms = [
		(str(name_code(MemberGroup.CONTACTED).text), found.contacted),
		(str(name_code(MemberGroup.HELD_OUT).text), found.held_out),
	]
	lines = [_say_difference(found), _say_days(found), _say_visible(found)]
	return UpliftText(_judge(found), [one for one in lines if one], arms)


def _judge(found: CampaignUplift) -> Label | None:
	if found.low is None or found.high is None:
		return None
	if found.low > 0:
		return GAIN
	return LOSS if found.high < 0 else UNKNOWN


def _say_difference(found: CampaignUplift) -> str:
	if found.difference is None or found.low is None or found.high is None:
		return str(gettext("Se comparan cuando la campaña se ponga en marcha."))
	extra = found.difference * found.contacted.people
	return str(
		gettext(
			"%(difference)s puntos de diferencia (entre %(low)s y %(high)s, con 95 %% de "
			"confianza): unos %(extra)s compradores por haber contactado.",
			difference=write_points(found.difference),
			low=write_points(found.low),
			high=write_points(found.high),
			extra=format_number(round(extra)),
		)
	)


def _say_days(found: CampaignUplift) -> str:
	if found.since is None:
		return ""
	days: dict[str, Any] = {"since": format_date(found.since), "until": format_date(found.until)}
	if found.is_over:
		return str(gettext("Compras del %(since)s al %(until)s, en cualquier campaña.", **days))
	return str(
		gettext(
			"Provisional: compras del %(since)s al %(until)s, en cualquier campaña. Puede cambiar "
			"hasta que termine.",
			**days,
		)
	)


def _say_visible(found: CampaignUplift) -> str:
	if found.visible is None:
		return str(gettext("Con grupos de este tamaño no se vería ninguna diferencia."))
	return str(
		gettext(
			"Con grupos de este tamaño se ve una diferencia de %(points)s puntos o más, si suele "
			"comprar el %(usual)s.",
			points=write_points(found.visible),
			usual=format_percent(found.usual, 1),
		)
	)


def write_points(share: float) -> str:
	"""Return points of a hundred with two decimals: ``1,80``."""
	return format_number(round(share * 100, 2))
