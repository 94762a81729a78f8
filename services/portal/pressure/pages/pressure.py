"""How often marketing may reach a person: in all campaigns, and in one."""

from flask_babel import lazy_gettext

from chasqui.contracts.campaigns.pressure import KeptPressure
from chasqui.contracts.endpoints.campaigns import pressure as api
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.pressure.forms import PRESSURE
from portal.shell.pages.menu import Entry, Group

ENTRY = Entry(Group.CONTACT, 3, lazy_gettext("Límites de contacto"), "ban", "pressure.show")
PAGE = SettingPage(
	PRESSURE,
	KeptPressure,
	SettingWays(
		api.show_pressure,
		api.set_pressure,
		api.show_own_pressure,
		api.set_own_pressure,
		api.drop_own_pressure,
	),
	"pressure.show",
	lazy_gettext("Límites de contacto"),
	lazy_gettext("Límites de esta campaña"),
	own=lazy_gettext(
		"Esta campaña tiene sus propios límites; valen los de todas donde son más estrictos."
	),
	shared=lazy_gettext(
		"Hoy esta campaña usa los límites de todas; aquí puede darle otros más estrictos."
	),
	saved=lazy_gettext("Los límites quedaron guardados. Valen desde ahora en todas las campañas."),
	own_saved=lazy_gettext("Los límites de esta campaña quedaron guardados. Valen desde ahora."),
	dropped=lazy_gettext("La campaña vuelve a usar los límites de todas."),
)
blueprint = PAGE.build_blueprint("pressure", __name__, "/limites", "/limites")
