"""«Mapa»: what all campaigns came to, by province (K22)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.campaigns import ArchiveFilter
from chasqui.contracts.endpoints.campaigns.reports import CampaignsBy, report_campaigns
from portal.campaigns.labels.dimensions import name_place, name_town
from portal.campaigns.labels.map_metrics import METRICS
from portal.campaigns.lists import COUNTED
from portal.campaigns.pages.statistics import FILTERS
from portal.shell.pages.list_page import Empty, Way
from portal.shell.pages.map_page import MapPage
from portal.shell.pages.menu import Entry, Group

MAP = MapPage(
	title=_("Mapa"),
	lead=_(
		"Todas las campañas por provincia, con los clientes de las audiencias que están listas."
	),
	file="mapa",
	report=report_campaigns,
	by=CampaignsBy.PROVINCE,
	towns=CampaignsBy.CANTON,
	metrics=METRICS,
	name_place=name_place,
	name_town=name_town,
	behind="campaigns.show_list",
	behind_also={"archive": [ArchiveFilter.ALL]},
	note=_("Quien está en dos campañas cuenta en las dos."),
	filters=FILTERS,
	more=[one for one in COUNTED if one.name not in ("owner", "province", "canton")],
	empty=Empty(
		"map",
		_("No hay campañas que mostrar"),
		_("Cuando haya campañas con su audiencia lista, aquí se ven por provincia."),
		Way(_("Ver las campañas"), "campaigns.show_list"),
	),
)
ENTRY = Entry(Group.ANALYSIS, 2, _("Mapa"), "map", "campaign_map.show")
blueprint = MAP.build_blueprint("campaign_map", __name__, "/mapa")
