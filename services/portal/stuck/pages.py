"""Events that got stuck between services: tried again, or dropped with a reason."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission, Service
from chasqui.contracts.endpoints import shared as shared_api
from chasqui.contracts.stuck_events import StuckDrop, StuckEvent, StuckQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.security.access import grant
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Area
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.words import name_code
from portal.shell.lists.tables import Table
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import Part, load_part, notify
from portal.siblings import HOLDERS, ask_at
from portal.stuck.lists import build_stuck

PAGE_ROWS = 50

blueprint = Blueprint("stuck", __name__, url_prefix="/sucesos-detenidos")
ENTRY = Entry(
	Group.ADMINISTRATION, 5, lazy_gettext("Sucesos detenidos"), "alert-triangle", "stuck.show"
)
WHY_DROPPED = FormLayout(
	StuckDrop,
	[
		Fieldset(
			[
				Area(
					"reason",
					lazy_gettext("Motivo"),
					lazy_gettext("Queda escrito con el suceso; no ponga datos de la persona."),
				)
			]
		)
	],
)


@dataclass(frozen=True)
class Reader:
	"""A service that reads the others' feeds, and what got stuck in it."""

	service: Service
	page: Part[Page[StuckEvent]]

	@property
	def table(self) -> Table[StuckEvent]:
		"""Return how what got stuck is shown."""
		return build_stuck(self.service)


@blueprint.get("/")
@grant(Permission.EVENTS_MANAGE)
def show() -> ResponseReturnValue:
	"""Show what got stuck in each service, the oldest first."""
	return render_template("stuck/show.html", readers=list_readers(PAGE_ROWS))


@blueprint.post("/<reader>/<uuid:event_id>/reintentar")
@grant(Permission.EVENTS_MANAGE)
def retry(reader: str, event_id: UUID) -> ResponseReturnValue:
	"""Have an event tried again."""
	try:
		ask_at(read_reader(reader), shared_api.retry_event, event_id=event_id)
	except NotFound as error:
		notify(error.detail, "warn")
	else:
		notify(
			_("Se intentará otra vez en unos segundos. Si vuelve a fallar, estará aquí."), "info"
		)
	return redirect(url_for("stuck.show"), 303)


@blueprint.get("/<reader>/<uuid:event_id>/descartar")
@grant(Permission.EVENTS_MANAGE)
def ask_drop(reader: str, event_id: UUID) -> ResponseReturnValue:
	"""Say what dropping means, and ask for the reason."""
	return render_drop(read_reader(reader), event_id, Form(StuckDrop))


@blueprint.post("/<reader>/<uuid:event_id>/descartar")
@grant(Permission.EVENTS_MANAGE)
def drop(reader: str, event_id: UUID) -> ResponseReturnValue:
	"""Give an event up, with the reason."""
	service, form = read_reader(reader), Form.read(StuckDrop, request.form)
	form.save(lambda why: ask_at(service, shared_api.drop_event, event_id=event_id, body=why))
	if isinstance(form.refusal, NotFound):  # somebody else has seen to it
		notify(form.refusal.detail, "warn")
	elif form.errors:
		return render_drop(service, event_id, form), 422
	else:
		notify(_("El suceso quedó descartado."))
	return redirect(url_for("stuck.show"), 303)


def render_drop(service: Service, event_id: UUID, form: Form[StuckDrop]) -> str:
	"""Return the page that asks for the reason."""
	home = url_for("stuck.show")
	return FormPage(
		_("Descartar un suceso"),
		WHY_DROPPED,
		form,
		back=home,
		yes=_("Descartar el suceso"),
		no=_("Volver sin descartar"),
		icon="trash",
		crumbs=[(home, _("Sucesos detenidos"))],
		path_title=_("Descartar"),
		action=url_for("stuck.drop", reader=service, event_id=event_id),
		warning=_(
			"%(who)s no seguirá este suceso. Antes corrija a mano lo que hacía falta: "
			"por ejemplo, el permiso de la persona.",
			who=name_code(service).text,
		),
	).render()


def list_readers(limit: int) -> list[Reader]:
	"""Return the services with what got stuck in them; one that is down says so."""
	query = StuckQuery(limit=limit)
	return [
		Reader(service, load_part(partial(ask_at, service, shared_api.list_stuck, query=query)))
		for service in HOLDERS
	]


def count_stuck() -> int:
	"""Return how many events wait for the administrator, as far as the services answer."""
	return sum(len(one.page.value.items) for one in list_readers(PAGE_ROWS) if one.page.value)


def read_reader(name: str) -> Service:
	"""Return the service of an address; 404 where it reads no feeds."""
	return next((one for one in HOLDERS if one == name), None) or abort(404)
