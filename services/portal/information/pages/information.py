"""What is mailed to whoever asks for it in a call: by all campaigns, and by one."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from chasqui.contracts.campaigns.information import InformationDesignUpdate, KeptInformation
from chasqui.contracts.endpoints.campaigns import information as api
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.information.forms import build_layout
from portal.shell.forms.form import Form
from portal.shell.forms.layout import FormLayout
from portal.shell.pages.menu import Entry, Group

ENTRY = Entry(
	Group.CONTACT, 6, lazy_gettext("Información para mandar"), "mail-forward", "information.show"
)


@dataclass(frozen=True)
class InformationPage(SettingPage):
	"""Its designs are asked for when it is shown."""

	def choose_layout(self, form: Form[Any]) -> FormLayout:
		"""Return the form with the designs of now, and what was chosen."""
		return build_layout(form.read_value("design_id"))


PAGE = InformationPage(
	FormLayout(InformationDesignUpdate, []),
	KeptInformation,
	SettingWays(
		api.show_design,
		api.set_design,
		api.show_own_design,
		api.set_own_design,
		api.drop_own_design,
	),
	"information.show",
	lazy_gettext("Información para mandar"),
	lazy_gettext("Información que manda esta campaña"),
	own=lazy_gettext("Esta campaña manda la suya."),
	shared=lazy_gettext("Hoy esta campaña manda la de todas; si guarda aquí, tendrá la suya."),
	saved=lazy_gettext("Quedó guardado. Vale desde ahora en todas las campañas."),
	own_saved=lazy_gettext("Lo que manda esta campaña quedó guardado. Vale desde ahora."),
	dropped=lazy_gettext("La campaña vuelve a mandar la de todas."),
)
blueprint = PAGE.build_blueprint("information", __name__, "/informacion", "/llamadas/informacion")
