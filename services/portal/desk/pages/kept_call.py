"""What was typed for a call and could not be saved: beside the name it is for, to keep or drop."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded, CallResult
from chasqui.kernel.errors import AppError, Conflict
from portal.desk.forms import (
	ITEM,
	name_fields,
	name_sale_fields,
	read_information,
	read_outcome,
	write_callback,
)
from portal.shell.forms.form import Form
from portal.shell.labels.words import name_code

ALREADY_RECORDED = "already_recorded"


def render_unsaved(form: Form[CallRecord], error: AppError) -> str:
	"""Return what was typed, with the reason why it was not saved."""
	if not isinstance(error, Conflict):
		return _render(form, str(error.detail), title=_("No se pudo guardar"))
	if error.code != ALREADY_RECORDED or error.current is None:
		return render_lost(form, str(error.detail))
	recorded = CallRecorded.model_validate(error.current)
	form.raw["note"] = [_write_note(form)]
	form.raw["callback_at"] = [_write_callback(recorded)]
	title = _("Esta llamada ya estaba guardada")
	return _render(form, str(error.detail), title=title, recorded=recorded)


def render_lost(form: Form[CallRecord], detail: str = "") -> str:
	"""Return what was typed for a customer who is no longer the advisor's."""
	detail = detail or _("Ya no atiende a este cliente en esta mesa.")
	return _render(form, detail, title=_("Su reserva terminó"), is_lost=True)


def render_note_asked(form: Form[CallRecord]) -> str:
	"""Return the note that giving a customer back would drop."""
	title = _("Escribió una nota")
	return _render(
		form, _("Al devolver el cliente a la cola se perdería."), title=title, skips=True
	)


def _render(form: Form[CallRecord], detail: str, *, title: str, **options: Any) -> str:
	outcome = read_outcome(form)
	is_sale = outcome is not None and outcome.is_sale
	results = [(result.value, name_code(result).text) for result in CallResult]
	return render_template(
		"desk/kept.html",
		form=form,
		title=title,
		detail=detail,
		results=results,
		skipped=CallResult.SKIPPED,
		sends=read_information(form),
		names=name_fields(),
		amounts={
			name: text for name, text in name_sale_fields().items() if is_sale and name != ITEM
		},
		**options,
	)


def _write_callback(recorded: CallRecorded) -> str:
	"""Return the promised time as the form asks for it: local, without its zone."""
	return write_callback(recorded.next_attempt_at) if recorded.result.outcome.is_promised else ""


def _write_note(form: Form[CallRecord]) -> str:
	"""Return the note with the result that was chosen, for the recorded result stays as it is."""
	note = form.read_value("note").strip()
	chosen = form.read_value("result")
	if chosen not in set(CallResult):
		return note
	text = name_code(CallResult(chosen)).text
	return f"{text}: {note}" if note else text
