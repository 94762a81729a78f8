"""«Estadísticas»: all campaigns, by budget, by whom they reach, by when they begin (K21)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.campaigns import ArchiveFilter, Phase
from chasqui.contracts.endpoints.campaigns.reports import CampaignsBy, report_campaigns
from portal.campaigns.labels.dimensions import (
	name_age,
	name_budget,
	name_gender,
	name_phase,
	name_place,
	name_town,
)
from portal.campaigns.lists import COUNTED, PERIOD, list_owners
from portal.shell.labels.formats import format_month
from portal.shell.lists.filters import Choice
from portal.shell.pages.list_page import Empty, Way
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage

CAMPAIGNS, MEMBERS = (Bars("campaigns"),), (Bars("members", "info"),)

FILTERS = (
	*PERIOD,
	Choice("phase", _("Fase"), Phase, every=_("Todas")),
	Choice("owner", _("La lleva"), list_owners, every=_("Todas")),
)

REPORT = ReportPage(
	title=_("Estadísticas"),
	lead=_("Todas las campañas, con los clientes de las audiencias que están listas."),
	file="estadisticas",
	report=report_campaigns,
	cuts=(
		Cut(CampaignsBy.BUDGET, _("Presupuesto"), CAMPAIGNS, name_budget),
		Cut(CampaignsBy.GENDER, _("Género"), MEMBERS, name_gender, is_whole=False),
		Cut(CampaignsBy.AGE, _("Edad"), MEMBERS, name_age, is_whole=False),
		Cut(CampaignsBy.PROVINCE, _("Provincia"), MEMBERS, name_place, is_whole=False),
		Cut(CampaignsBy.CANTON, _("Cantón"), MEMBERS, name_town, is_whole=False),
		Cut(CampaignsBy.MONTH, _("Mes"), CAMPAIGNS, format_month),
		Cut(CampaignsBy.PHASE, _("Fase"), CAMPAIGNS, name_phase),
		Cut(CampaignsBy.OWNER, _("Quién la lleva"), CAMPAIGNS),
	),
	behind="campaigns.show_list",
	behind_also={"archive": [ArchiveFilter.ALL]},
	listed={"campaigns": {}},
	note=_(
		"Quien está en dos campañas cuenta en las dos. Lo gastado son los costos fijos y la "
		"actividad a las tarifas de sus días; lo vendido, las ventas anotadas con su monto."
	),
	filters=FILTERS,
	more=[one for one in COUNTED if one.name != "owner"],
	empty=Empty(
		"chart-bar",
		_("No hay campañas que contar"),
		_("Cuando haya campañas con su audiencia lista, aquí se cuentan."),
		Way(_("Ver las campañas"), "campaigns.show_list"),
	),
)
ENTRY = Entry(Group.ANALYSIS, 1, _("Estadísticas"), "chart-bar", "campaign_statistics.show")
blueprint = REPORT.build_blueprint("campaign_statistics", __name__, "/estadisticas")
