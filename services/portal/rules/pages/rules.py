"""How often customers may be called, when again, what may be promised: of all, and of one."""

from flask_babel import lazy_gettext

from chasqui.contracts.campaigns.call_rules import KeptRules
from chasqui.contracts.endpoints.campaigns import call_rules as api
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.rules.forms import RULES
from portal.shell.pages.menu import Entry, Group

ENTRY = Entry(Group.CONTACT, 2, lazy_gettext("Reglas de llamada"), "adjustments", "rules.show")
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
blueprint = PAGE.build_blueprint("rules", __name__, "/reglas", "/llamadas/reglas")
