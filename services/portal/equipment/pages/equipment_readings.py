"""What the meter of a machine said: noted, and voided where it was a mistake."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import Equipment, ReadingFields
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_machine
from portal.equipment.forms.equipment import READING
from portal.equipment.labels import format_meter, name_machine
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.labels.formats import format_date
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

blueprint = Blueprint(
	"equipment_readings", __name__, url_prefix="/equipos/<int:equipment_id>/lecturas"
)


@blueprint.get("/agregar")
@grant(Permission.EQUIPMENT_WRITE)
def ask_add(equipment_id: int) -> ResponseReturnValue:
	"""Ask what the meter says."""
	return render_add(load_machine(equipment_id), Form(ReadingFields))


@blueprint.post("/agregar")
@grant(Permission.EQUIPMENT_WRITE)
def add(equipment_id: int) -> ResponseReturnValue:
	"""Note what the meter says."""
	form = Form.read(ReadingFields, request.form)
	made = form.save(
		lambda body: ask_once(
			form.nonce, equipment_api.add_reading, equipment_id=equipment_id, body=body
		)
	)
	if made is None:
		return render_add(load_machine(equipment_id), form), 422
	said = format_meter(made.meter_total, made.meter)
	notify(_("La lectura quedó anotada: lleva %(total)s.", total=said))
	return lead_to(equipment_id)


@blueprint.get("/<int:reading_id>/anular")
@grant(Permission.EQUIPMENT_WRITE)
def ask_void(equipment_id: int, reading_id: int) -> ResponseReturnValue:
	"""Ask whether a reading was a mistake."""
	machine = load_machine(equipment_id)
	reading = next((one for one in machine.readings if one.id == reading_id), None)
	if reading is None or reading.is_void:
		return lead_to(equipment_id)
	value, day = format_meter(reading.value, machine.meter), format_date(reading.read_on)
	return Question(
		title=_("Anular la lectura del %(day)s", day=day),
		texts=[
			_("Decía %(value)s. Queda escrita como anulada y ya no cuenta.", value=value),
		],
		action=url_for("equipment_readings.void", equipment_id=equipment_id, reading_id=reading_id),
		yes=_("Anular"),
		no=_("Volver"),
		back=url_for("equipment.show", equipment_id=equipment_id),
		icon="ban",
	).render()


@blueprint.post("/<int:reading_id>/anular")
@grant(Permission.EQUIPMENT_WRITE)
def void(equipment_id: int, reading_id: int) -> ResponseReturnValue:
	"""Say that a reading was a mistake."""
	with notify_refusals():
		ask(equipment_api.void_reading, equipment_id=equipment_id, reading_id=reading_id)
		notify(_("La lectura quedó anulada."))
	return lead_to(equipment_id)


def render_add(machine: Equipment, form: Form[ReadingFields]) -> str:
	"""Return the page that asks what the meter says."""
	name, back = name_machine(machine), url_for("equipment.show", equipment_id=machine.id)
	last = format_meter(machine.readings[0].value, machine.meter) if machine.readings else ""
	return FormPage(
		_("Lectura de «%(name)s»", name=name),
		READING,
		form,
		path_title=_("Lectura"),
		yes=_("Anotar"),
		no=_("Volver"),
		back=back,
		crumbs=[(url_for("equipment.show_list"), _("Equipos")), (back, name)],
		note=_("La última vez decía %(value)s.", value=last) if last else "",
		action=url_for("equipment_readings.add", equipment_id=machine.id),
	).render()


def lead_to(equipment_id: int) -> ResponseReturnValue:
	"""Return the way to a machine."""
	return redirect(url_for("equipment.show", equipment_id=equipment_id), 303)
