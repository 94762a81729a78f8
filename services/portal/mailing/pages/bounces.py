"""Mails that came back: listed, and classed where nobody understood them."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import bounces as bounces_api
from chasqui.contracts.mailer.bounces import BounceClass, BounceKind, BounceQuery
from chasqui.kernel.security.access import grant
from portal.mailing.lists import BOUNCES
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Radio
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.siblings import ask

PAGE_ROWS = 50
CHOICES = (
	(BounceKind.HARD.value, lazy_gettext("La dirección no existe: no escribirle más")),
	(BounceKind.SOFT.value, lazy_gettext("Esta vez no llegó: seguir escribiéndole")),
	(BounceKind.NOTHING.value, lazy_gettext("Nada: no habla de la dirección")),
)
CLASS = FormLayout(
	BounceClass, [Fieldset([Radio("kind", lazy_gettext("Qué es"), options=CHOICES)])]
)

blueprint = Blueprint("bounces", __name__, url_prefix="/rebotes")
ENTRY = Entry(Group.CONTACT, 10, lazy_gettext("Rebotes"), "mail-x", "bounces.show_list")


@blueprint.get("/")
@grant(Permission.RUNS_READ)
def show_list() -> ResponseReturnValue:
	"""Show what came back, the latest first."""
	query = read_query(BounceQuery, limit=PAGE_ROWS)
	return BOUNCES.render(query, lambda asked: ask(bounces_api.list_bounces, query=asked))


@blueprint.get("/<int:bounce_id>")
@grant(Permission.RUNS_WRITE)
def ask_class(bounce_id: int) -> ResponseReturnValue:
	"""Ask what a report is that was not understood."""
	return render(Form(BounceClass), bounce_id)


@blueprint.post("/<int:bounce_id>")
@grant(Permission.RUNS_WRITE)
def classify(bounce_id: int) -> ResponseReturnValue:
	"""Note what it is, and do what follows of it."""
	form = Form.read(BounceClass, request.form)
	made = form.save(lambda body: ask(bounces_api.class_bounce, bounce_id=bounce_id, body=body))
	if made is None:
		return render(form, bounce_id), 422
	notify(_("Anotado."))
	return redirect(url_for("bounces.show_list"), 303)


def render(form: Form[BounceClass], bounce_id: int) -> str:
	"""Return the form."""
	return FormPage(
		title=_("Qué es este rebote"),
		layout=CLASS,
		form=form,
		back=url_for("bounces.show_list"),
		crumbs=[(url_for("bounces.show_list"), _("Rebotes"))],
		action=url_for("bounces.classify", bounce_id=bounce_id),
	).render()
