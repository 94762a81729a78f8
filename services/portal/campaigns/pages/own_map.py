"""The map of one campaign: whom it reached, by province (K22)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns.reports import MembersBy, report_members
from portal.campaigns.labels.dimensions import name_place, name_town
from portal.campaigns.labels.map_metrics import PEOPLE
from portal.campaigns.pages import figures
from portal.shell.pages.map_page import MapPage
from portal.siblings import ask


def load_campaign(campaign_id: int) -> Mapping[str, Any]:
	"""Return the campaign around the map."""
	return {"campaign": ask(campaigns_api.show_campaign, campaign_id=campaign_id)}


MAP = MapPage(
	title=_("Mapa"),
	file="mapa-de-la-campana",
	report=report_members,
	by=MembersBy.PROVINCE,
	towns=MembersBy.CANTON,
	metrics=PEOPLE,
	name_place=name_place,
	name_town=name_town,
	behind="campaign.show_members",
	behind_needs=Permission.AUDIENCES_READ,
	more=[one for one in figures.REPORT.more if one.name not in ("province", "canton")],
	empty=figures.REPORT.empty,
	template="campaigns/map.html",
	surround=load_campaign,
)
blueprint = MAP.build_blueprint("own_map", __name__, "/campanas/<int:campaign_id>/mapa")
