"""What is asked of a customer's risk before a call: of all campaigns, and of one."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk_rules import KeptRiskRules
from chasqui.contracts.endpoints.campaigns import risk_rules as api
from chasqui.kernel.security.access import grant
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.risk_rules.forms import RISK_RULES
from portal.shell.pages.menu import Entry, Group

blueprint = Blueprint("risk_rules", __name__)
ENTRY = Entry(Group.CONTACT, 4, lazy_gettext("Reglas de riesgo"), "shield", "risk_rules.show")
OWN = "/campanas/<int:campaign_id>/llamadas/reglas-de-riesgo"
PAGE = SettingPage(
	RISK_RULES,
	KeptRiskRules,
	SettingWays(
		api.show_risk_rules,
		api.set_risk_rules,
		api.show_own_risk_rules,
		api.set_own_risk_rules,
		api.drop_own_risk_rules,
	),
	"risk_rules.show",
	lazy_gettext("Reglas de riesgo"),
	lazy_gettext("Reglas de riesgo de esta campaña"),
)


@blueprint.get("/reglas-de-riesgo")
@grant(Permission.HOURS_MANAGE)
def show() -> ResponseReturnValue:
	"""Show the rules of all campaigns, to be changed."""
	return PAGE.show()


@blueprint.post("/reglas-de-riesgo")
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
