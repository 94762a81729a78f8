"""What came of an own call after all: in the minutes after it, with the reason (K27)."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_corrections import CallCorrection, KeptResult
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.calls import CallEntry
from chasqui.contracts.endpoints.campaigns import calls as calls_api
from chasqui.kernel.security.access import grant
from portal.desk.clients import list_offers, list_own_results, list_reasons
from portal.desk.forms import (
	ITEM,
	PRICE,
	QUANTITY,
	group_reasons,
	name_offer,
	read_promise,
	read_sale,
	split_result,
	write_callback,
)
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Area, Choice, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import format_instant
from portal.shell.labels.options import Option
from portal.shell.labels.words import name_code
from portal.shell.pages.parts import notify
from portal.siblings import ask
from portal.work.labels import WORK

blueprint = Blueprint("work_corrections", __name__, url_prefix="/trabajo/llamadas")
SAVE = lazy_gettext("Corregir")
OBJECTION_STAYS = lazy_gettext(
	"Que no se la vuelva a llamar queda: ninguna campaña llamará a esta persona."
)
NUMBER_STAYS = lazy_gettext("El número quedó como errado; si tenía otro, ya está en su lugar.")
MAILS_STAY = lazy_gettext("Los correos que se saltaron desde la llamada no se envían después.")
INFORMATION_STAYS = lazy_gettext("La información que se mandó en la llamada no vuelve.")
TOO_OLD = lazy_gettext("Esta llamada ya no se puede corregir.")


def list_results() -> list[Option]:
	"""Return the results, the company's own ones under theirs: ``NO_ANSWER.7``."""
	own = [one for one in list_own_results() if not one.is_retired]
	found: list[Option] = []
	for result in CallResult:
		name = str(name_code(result).text)
		found.append((result.value, name))
		found += [
			(f"{result.value}.{one.id}", f"{name}: {one.name}") for one in own if one.like is result
		]
	return found


def list_reasons_to_choose() -> list[Option]:
	"""Return why calls end so, with the result that each is of."""
	groups = group_reasons(list_own_results(), list_reasons())
	return [(str(one.id), f"{name}: {one.name}") for name, _of, some in groups for one in some]


def list_items() -> list[Option]:
	"""Return what is sold."""
	return [(str(one.id), name_offer(one)) for one in list_offers()]


RESULT = Fieldset(
	[
		Choice(
			"result",
			lazy_gettext("Qué resultó"),
			options=list_results,
			blank=lazy_gettext("Elija uno"),
		),
		Choice(
			"reason_id",
			lazy_gettext("Motivo"),
			options=list_reasons_to_choose,
			blank=lazy_gettext("Ninguno"),
		),
		Area("note", lazy_gettext("Nota")),
		Line(
			"risk_reason",
			lazy_gettext("Motivo pese al riesgo"),
			lazy_gettext("Solo si el riesgo era alto y se llamó."),
		),
	]
)
AGAIN = Fieldset(
	[
		Line(
			"callback_at",
			lazy_gettext("Cuándo volver a llamar"),
			lazy_gettext("Solo de «Volver a llamar», o de «Interesado» si lo acordaron."),
			kind="datetime-local",
		),
		Tick("is_anybodys", lazy_gettext("Puede llamar cualquiera")),
	],
	lazy_gettext("Si pidió que le llamen otra vez"),
)
SOLD = Fieldset(
	[
		Choice(ITEM, lazy_gettext("Qué se vendió"), options=list_items, blank=lazy_gettext("Nada")),
		Line(QUANTITY, lazy_gettext("Cantidad"), mode="numeric", default="1"),
		Line(PRICE, lazy_gettext("Precio"), lazy_gettext("Vacío: el de hoy."), mode="decimal"),
	],
	lazy_gettext("Si fue una venta"),
)
WHY = Fieldset(
	[
		Line(
			"why",
			lazy_gettext("Por qué se corrige"),
			lazy_gettext("Queda junto al resultado anterior."),
		)
	],
	lazy_gettext("La corrección"),
)
CORRECTION = FormLayout(CallCorrection, [RESULT, AGAIN, SOLD, WHY])


@blueprint.get("/<int:call_id>/correccion")
@grant(Permission.CALLS_MAKE)
def ask_correction(call_id: int) -> ResponseReturnValue:
	"""Show an own call, to be corrected."""
	call = ask(calls_api.show_call, call_id=call_id)
	if call.correctable_until is None:
		notify(TOO_OLD, "warn")
		return redirect(url_for("work_calls.show_list"), 303)
	raw = {
		"note": [call.note],
		"risk_reason": [call.risk_reason],
		"version": [str(len(call.corrections))],
	}
	if call.is_promise:  # which a correction of something else keeps
		raw["callback_at"] = [write_callback(call.next_attempt_at)]
		raw |= {"is_anybodys": ["on"]} if call.is_anybodys else {}
	return render_correction(Form(CallCorrection, raw), call)


@blueprint.post("/<int:call_id>/correccion")
@grant(Permission.CALLS_MAKE)
def keep(call_id: int) -> ResponseReturnValue:
	"""Keep what came of a call after all."""
	form = Form.read(CallCorrection, request.form)
	chosen = form.raw.get("result", [])
	split_result(form)
	kept = form.save(
		lambda body: ask(calls_api.correct_call, call_id=call_id, body=body),
		given={**read_promise(form), "sale": read_sale(form)},
		current=KeptResult,
	)
	if kept is None:
		form.raw["result"] = chosen
		return render_correction(form, ask(calls_api.show_call, call_id=call_id)), 422
	notify(_("Corregido: %(result)s.", result=name_code(kept.result).text))
	return redirect(url_for("work_calls.show_list"), 303)


def render_correction(form: Form[CallCorrection], call: CallEntry) -> str:
	"""Return the form of a correction; it says first what it does not undo."""
	back = url_for("work_calls.show_list")
	until = (
		_("Se puede corregir hasta: %(until)s.", until=format_instant(call.correctable_until))
		if call.correctable_until
		else str(TOO_OLD)
	)
	return FormPage(
		_("Corregir un resultado"),
		CORRECTION,
		form,
		back=back,
		yes=SAVE,
		crumbs=[(url_for("work.show_callbacks"), WORK), (back, _("Llamadas"))],
		chips=[call.result],
		caution=warn(call),
		note=_(
			"Llamada a %(customer)s, el %(when)s. %(until)s",
			customer=call.customer_name or _("(datos eliminados)"),
			when=format_instant(call.recorded_at),
			until=until,
		),
	).render()


def warn(call: CallEntry) -> str:
	"""Return what a correction of a call does not undo, if there is anything."""
	outcome = call.result.outcome
	stays = {
		OBJECTION_STAYS: outcome.is_objection,
		NUMBER_STAYS: outcome.is_wrong_number,
		INFORMATION_STAYS: call.information is not None,
		MAILS_STAY: outcome.stops_mail is not None,
	}
	return " ".join(str(text) for text, applies in stays.items() if applies)
