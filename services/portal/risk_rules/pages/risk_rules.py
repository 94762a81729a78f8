"""What is asked of a customer's risk before a call: of all campaigns, and of one."""

from flask_babel import lazy_gettext

from chasqui.contracts.campaigns.risk_rules import KeptRiskRules
from chasqui.contracts.endpoints.campaigns import risk_rules as api
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.risk_rules.forms import RISK_RULES
from portal.shell.pages.menu import Entry, Group

ENTRY = Entry(Group.CONTACT, 4, lazy_gettext("Reglas de riesgo"), "shield", "risk_rules.show")
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
blueprint = PAGE.build_blueprint(
	"risk_rules",
	__name__,
	"/reglas-de-riesgo",
	"/llamadas/reglas-de-riesgo",
)
