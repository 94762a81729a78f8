"""How often customers may be called, when again, what may be promised: of all, and of one."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_rules import KeptRules
from chasqui.contracts.endpoints.campaigns import call_rules as api
from chasqui.kernel.security.access import grant
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.rules.forms import RULES
from portal.shell.pages.menu import Entry, Group

blueprint = Blueprint("rules", __name__)
ENTRY = Entry(Group.CONTACT, 2, lazy_gettext("Reglas de llamada"), "adjustments", "rules.show")
OWN = "/campanas/<int:campaign_id>/llamadas/reglas"
PAGE = SettingPage(
	RULES,
	KeptRules,
	SettingWays(
		api.show_rules, api.set_rules, api.show_own_rules, api.set_own_rules, api.drop_own_rules
	),
	"rules.show",
	lazy_gettext("Reglas de llamada"),
	lazy_gettext("Reglas de esta campaña"),
)


@blueprint.get("/reglas")
@grant(Permission.HOURS_MANAGE)
def show() -> ResponseReturnValue:
	"""Show the rules of all campaigns, to be changed."""
	return PAGE.show()


@blueprint.post("/reglas")
@grant(Permission.HOURS_MANAGE)
def change() -> ResponseReturnValue:
	"""Keep the rules of all campaigns."""
	return PAGE.change()


@blueprint.get(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def show_own(campaign_id: int) -> ResponseReturnValue:
	"""Show the rules of one campaign, to be changed for it alone."""
	return PAGE.show(campaign_id)


@blueprint.post(OWN)
@grant(Permission.CAMPAIGNS_WRITE)
def change_own(campaign_id: int) -> ResponseReturnValue:
	"""Keep the rules of one campaign."""
	return PAGE.change(campaign_id)


@blueprint.post(f"{OWN}/comunes")
@grant(Permission.CAMPAIGNS_WRITE)
def drop_own(campaign_id: int) -> ResponseReturnValue:
	"""Let the rules of all campaigns hold for one again."""
	return PAGE.drop(campaign_id)
