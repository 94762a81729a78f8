"""The timetable as it is typed: from and to, some times a day."""

from collections.abc import Iterator

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from chasqui.contracts.campaigns.hours import MIDNIGHT, CallHours, CallHoursUpdate
from chasqui.kernel.errors import FieldError
from chasqui.kernel.texts.text import say
from portal.hours.labels import WEEK, name_day
from portal.shell.forms.form import Form

SPANS = 3
"""How many times a day can be typed; the contract has room for as many."""
START_OF_DAY = "00:00"
"""A field for a time knows no 24:00: what closes then closes at midnight."""
Lines = list[dict[str, object]]


def read_hours(typed: MultiDict[str, str]) -> tuple[Form[CallHoursUpdate], Lines]:
	"""Return the form as it was typed, and the lines that it says; what is wrong stands in it."""
	form = Form.read(CallHoursUpdate, typed)
	lines: Lines = []
	for day, place in iterate_places():
		opens, closes = (form.read_value(name).strip() for name in name_fields(day, place))
		if not opens and not closes:
			continue
		lines.append({"weekday": day, "opens": opens, "closes": read_closing(closes)})
		form.add_errors(check_span(day, place, opens, closes))
	if not lines:
		text = say("Escriba al menos un horario: sin ninguno no se llama a nadie.")
		form.add_errors([FieldError("", text, "missing")])
	return form, lines


def check_span(day: int, place: int, opens: str, closes: str) -> Iterator[FieldError]:
	"""Yield what is wrong with one time of a day, at its field."""
	first, last = name_fields(day, place)
	if not opens:
		yield FieldError(first, say("Falta a qué hora se empieza."), "missing")
	elif not closes:
		yield FieldError(last, say("Falta hasta qué hora."), "missing")
	elif read_closing(closes) <= opens:
		yield FieldError(last, say("Tiene que ser después de la hora en que se empieza."), "order")


def show_hours(hours: CallHours, version: int) -> Form[CallHoursUpdate]:
	"""Return the form filled with hours."""
	raw = {"version": [str(version)], "on_holidays": ["on"] if hours.on_holidays else []}
	for day in WEEK:
		for place, one in enumerate(line for line in hours.lines if line.weekday == day):
			first, last = name_fields(day, place)
			raw |= {first: [one.opens], last: [write_closing(one.closes)]}
	return Form(CallHoursUpdate, raw)


def iterate_places() -> Iterator[tuple[int, int]]:
	"""Yield the day and the number of each time that can be typed."""
	return ((day, place) for day in WEEK for place in range(SPANS))


def name_fields(day: int, place: int) -> tuple[str, str]:
	"""Return the names of the fields of one time of a day."""
	return f"opens-{day}-{place}", f"closes-{day}-{place}"


def read_closing(typed: str) -> str:
	"""Return a closing time as the contract has it."""
	return MIDNIGHT if typed == START_OF_DAY else typed


def write_closing(closes: str) -> str:
	"""Return a closing time as a field for a time takes it."""
	return START_OF_DAY if closes == MIDNIGHT else closes


def list_spans(form: Form[CallHoursUpdate], day: int) -> list[int]:
	"""Return which times of a day are shown: those that say something, and one more."""
	filled = [place for place in range(SPANS) if any(map(form.read_value, name_fields(day, place)))]
	return list(range(min(max(filled, default=-1) + 2, SPANS)))


def name_field_titles() -> dict[str, str]:
	"""Return what each field is called above the form."""
	titles = {}
	for day, place in iterate_places():
		first, last = name_fields(day, place)
		titles[first] = str(_("%(day)s, desde", day=name_day(day)))
		titles[last] = str(_("%(day)s, hasta", day=name_day(day)))
	return titles
