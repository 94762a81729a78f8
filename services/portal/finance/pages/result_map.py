"""The map of what a campaign cost and brought, by province (K22)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.campaigns.reports import MembersBy, report_result
from portal.campaigns.labels.dimensions import name_place, name_town
from portal.campaigns.labels.map_metrics import MONEY
from portal.campaigns.pages.own_map import load_campaign
from portal.finance.pages import results
from portal.shell.pages.map_page import MapPage

MAP = MapPage(
	title=_("Resultado en el mapa"),
	file="mapa-del-resultado",
	report=report_result,
	by=MembersBy.PROVINCE,
	towns=MembersBy.CANTON,
	metrics=MONEY,
	name_place=name_place,
	name_town=name_town,
	behind="campaign.show_members",
	behind_needs=Permission.AUDIENCES_READ,
	more=[one for one in results.REPORT.more if one.name not in ("province", "canton")],
	note=results.REPORT.note,
	empty=results.REPORT.empty,
	template="finance/map.html",
	surround=load_campaign,
)
blueprint = MAP.build_blueprint("result_map", __name__, "/campanas/<int:campaign_id>/dinero/mapa")
