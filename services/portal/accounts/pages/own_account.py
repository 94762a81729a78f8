"""«Mi cuenta»: the own password, and the own sign-ins."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.accounts import PasswordChange
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.errors import TooMany
from chasqui.kernel.security.access import grant
from portal.accounts.forms.passwords import CHANGE
from portal.accounts.pages.entering import explain_wait
from portal.shell.forms.form import GENERAL, Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.parts import notify, notify_refusals
from portal.siblings import ask

blueprint = Blueprint("own_account", __name__, url_prefix="/mi-cuenta")


@blueprint.get("/contrasena")
@grant(Permission.ACCOUNT_OWN)
def ask_change() -> ResponseReturnValue:
	"""Ask for the present password and the new one."""
	return render_change(Form(PasswordChange))


@blueprint.post("/contrasena")
@grant(Permission.ACCOUNT_OWN)
def change() -> ResponseReturnValue:
	"""Take the new password; other sign-ins end, this one goes on."""
	form = Form.read(PasswordChange, request.form)
	typed = {name: request.form.get(name, "") for name in PasswordChange.model_fields}

	def send(fields: PasswordChange) -> bool:
		ask(accounts_api.change_password, body=fields)
		return True

	if form.save(send, given={name: text for name, text in typed.items() if text}):
		notify(_("Cambió su contraseña. Sus demás sesiones se cerraron."))
		return redirect(url_for("account.show"), 303)
	if isinstance(form.refusal, TooMany):
		form.errors = {GENERAL: explain_wait(form.refusal)}
	return render_change(form), form.refusal.status if form.refusal else 422


@blueprint.post("/sesiones/<uuid:session_id>/cerrar")
@grant(Permission.ACCOUNT_OWN)
def end_session(session_id: UUID) -> ResponseReturnValue:
	"""End one of the own sign-ins."""
	with notify_refusals():
		ask(accounts_api.end_session, session_id=session_id)
		notify(_("Cerró la sesión."))
	return redirect(url_for("account.show"), 303)


@blueprint.post("/sesiones/cerrar-otras")
@grant(Permission.ACCOUNT_OWN)
def end_others() -> ResponseReturnValue:
	"""End every own sign-in but this one."""
	with notify_refusals():
		ask(accounts_api.end_other_sessions)
		notify(_("Cerró sus demás sesiones."))
	return redirect(url_for("account.show"), 303)


def render_change(form: Form[PasswordChange]) -> str:
	"""Return the page of the change; what was typed is not shown again."""
	form.raw = {}
	home = url_for("account.show")
	return FormPage(
		_("Cambiar mi contraseña"),
		CHANGE,
		form,
		back=home,
		no=_("Volver"),
		crumbs=[(home, _("Mi cuenta"))],
		path_title=_("Contraseña"),
		note=_("Sus demás sesiones se cierran; esta sigue abierta."),
	).render()
