"""What an advisor says in a call: in all campaigns, and in one."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from pydantic import ValidationError

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.scripts import KeptScript, ScriptPreviewRequest
from chasqui.contracts.endpoints.campaigns import scripts as api
from chasqui.kernel.errors import AppError
from chasqui.kernel.field_errors import list_field_errors
from chasqui.kernel.security.access import grant
from portal.hours.pages.setting_page import SettingPage, SettingWays
from portal.scripts.forms import SCRIPT
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask

ENTRY = Entry(Group.CONTACT, 5, lazy_gettext("Guion"), "file-text", "scripts.show")
PAGE = SettingPage(
	SCRIPT,
	KeptScript,
	SettingWays(
		api.show_script,
		api.set_script,
		api.show_own_script,
		api.set_own_script,
		api.drop_own_script,
	),
	"scripts.show",
	lazy_gettext("Guion de las llamadas"),
	lazy_gettext("Guion de esta campaña"),
	own=lazy_gettext("Esta campaña tiene su propio guion."),
	shared=lazy_gettext("Hoy esta campaña usa el guion de todas; si guarda aquí, tendrá el suyo."),
	saved=lazy_gettext("El guion quedó guardado. Vale desde ahora en todas las campañas."),
	own_saved=lazy_gettext("El guion de esta campaña quedó guardado. Vale desde ahora."),
	dropped=lazy_gettext("La campaña vuelve a usar el guion de todas."),
	template="scripts/edit.html",
)
blueprint = PAGE.build_blueprint("scripts", __name__, "/guion", "/llamadas/guion")


@blueprint.post("/campanas/<int:campaign_id>/llamadas/guion/vista")
@grant(Permission.CAMPAIGNS_WRITE)
def preview(campaign_id: int) -> ResponseReturnValue:
	"""Return what was typed as it would be read to a member of the audience."""
	shown: dict[str, object] = {"campaign_id": campaign_id}
	after = request.args.get("after", 0, type=int)
	try:
		asked = ScriptPreviewRequest(body=request.form.get("body", ""), after=after)
		shown["preview"] = ask(api.preview_script, campaign_id=campaign_id, body=asked)
	except ValidationError as error:
		shown["problem"] = str(next(iter(list_field_errors(error))).message)
	except AppError as error:
		shown["problem"] = str(error.detail)
	return render_template("scripts/_preview.html", **shown)
