"""What the administrator does with an account once it is asked whether that is meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.accounts import Account
from chasqui.contracts.endpoints.campaigns import staff as staff_api
from chasqui.kernel.security.access import grant
from portal.shell.forms.form import REFUSALS
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint("staff_deeds", __name__, url_prefix="/equipo")


@dataclass(frozen=True)
class Deed:
	"""`title` and `done` name the person with `%(name)s`."""

	title: Any
	text: Any
	yes: Any
	icon: str
	do: Callable[[int], None]
	done: Any


DEEDS: Mapping[str, Deed] = {
	"desactivar": Deed(
		_("Desactivar la cuenta de %(name)s"),
		_("No podrá ingresar, y sus sesiones se cierran en segundos. Lo que hizo queda."),
		_("Desactivar"),
		"ban",
		lambda staff_id: ask(staff_api.disable_staff, staff_id=staff_id),
		_("Desactivó la cuenta de %(name)s; sus sesiones se cerraron."),
	),
	"reactivar": Deed(
		_("Reactivar la cuenta de %(name)s"),
		_("Podrá ingresar otra vez con su contraseña y su segundo factor de antes."),
		_("Reactivar"),
		"circle-check",
		lambda staff_id: ask(staff_api.enable_staff, staff_id=staff_id),
		_("Reactivó la cuenta de %(name)s."),
	),
	"cerrar-sesiones": Deed(
		_("Cerrar las sesiones de %(name)s"),
		_("Tendrá que ingresar otra vez en cada equipo. Lo que no haya guardado se pierde."),
		_("Cerrar sesiones"),
		"logout",
		lambda staff_id: ask(staff_api.end_staff_sessions, staff_id=staff_id),
		_("Cerró las sesiones de %(name)s."),
	),
	"segundo-factor": Deed(
		_("Quitar el segundo factor de %(name)s"),
		_(
			"Para quien perdió el teléfono y los códigos: ingresará solo con su contraseña. "
			"Asegúrese antes de que es la persona. Sus sesiones se cierran."
		),
		_("Quitar el segundo factor"),
		"shield-x",
		lambda staff_id: ask(staff_api.reset_second_factor, staff_id=staff_id),
		_("Quitó el segundo factor de %(name)s."),
	),
}
WAY = f"/<int:staff_id>/<any({', '.join(map(repr, DEEDS))}):what>"


@blueprint.get(WAY)
@grant(Permission.STAFF_MANAGE)
def ask_deed(staff_id: int, what: str) -> ResponseReturnValue:
	"""Ask whether it is meant."""
	account, deed = ask(staff_api.show_staff, staff_id=staff_id), DEEDS[what]
	way = url_for("staff_deeds.do_deed", staff_id=staff_id, what=what)
	return build_question(account, deed.title, deed.text, way, deed.yes, deed.icon).render()


@blueprint.post(WAY)
@grant(Permission.STAFF_MANAGE)
def do_deed(staff_id: int, what: str) -> ResponseReturnValue:
	"""Do it, or show why it is refused."""
	deed = DEEDS[what]
	with notify_refusals():
		account = ask(staff_api.show_staff, staff_id=staff_id)
		deed.do(staff_id)
		notify(str(deed.done) % {"name": account.name})
	return redirect(url_for("staff.show", staff_id=staff_id), 303)


@blueprint.get("/<int:staff_id>/contrasena")
@grant(Permission.STAFF_MANAGE)
def ask_reset(staff_id: int) -> ResponseReturnValue:
	"""Ask whether the password shall be taken away."""
	return build_question(
		ask(staff_api.show_staff, staff_id=staff_id),
		_("Restablecer la contraseña de %(name)s"),
		_(
			"La contraseña de ahora deja de servir y las sesiones se cierran. Verá un enlace de un "
			"solo uso: entréguelo solo a la persona."
		),
		url_for("staff_deeds.reset", staff_id=staff_id),
		_("Restablecer"),
		"refresh",
	).render()


@blueprint.post("/<int:staff_id>/contrasena")
@grant(Permission.STAFF_MANAGE)
def reset(staff_id: int) -> ResponseReturnValue:
	"""Take the password away, and show the link to choose another one."""
	return show_link(ask(staff_api.show_staff, staff_id=staff_id))


def show_link(account: Account) -> ResponseReturnValue:
	"""Show a new link by which somebody chooses a password, this once."""
	try:
		link = ask(staff_api.reset_password, staff_id=account.id)
	except REFUSALS as error:
		notify(error.detail, "warn")
		return redirect(url_for("staff.show", staff_id=account.id), 303)
	page = render_template("accounts/staff/link.html", account=account, link=link)
	response: Response = make_response(page)
	return response


def build_question(
	account: Account, title: Any, text: Any, way: str, yes: Any, icon: str
) -> Question:
	"""Return the question before something is done with an account."""
	return Question(
		title=str(title) % {"name": account.name},
		texts=[text],
		action=way,
		yes=yes,
		no=gettext("Volver"),
		back=url_for("staff.show", staff_id=account.id),
		icon=icon,
	)
