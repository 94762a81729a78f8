"""The list of campaigns."""

from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import CampaignQuery
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.security.access import grant
from portal.campaigns.forms.draft import list_drafts
from portal.campaigns.lists import build_campaigns
from portal.session.staff import read_person
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

blueprint = Blueprint("campaigns", __name__, url_prefix="/campanas")
ENTRY = Entry(Group.WORK, 3, lazy_gettext("Campañas"), "speakerphone", "campaigns.show_list")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show_list() -> ResponseReturnValue:
	"""Show campaigns by phase, searched and sorted; every filter lives in the address."""
	query = read_query(CampaignQuery)
	counts = load_part(partial(ask, campaigns_api.count_phases)).value
	may_write = read_person().may(Permission.CAMPAIGNS_WRITE)
	return render_template(
		"campaigns/list.html",
		list=build_campaigns(query).fill(
			query,
			lambda asked: ask(campaigns_api.list_campaigns, query=asked),
			counts=dict(counts.counts) if counts else None,
		),
		drafts=load_part(list_drafts).value if may_write else [],
	)
