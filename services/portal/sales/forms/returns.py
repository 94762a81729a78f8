"""The form of what comes back: a quantity for each line of the sale."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.sales import ReturnFields, ReturnReason, Sale
from portal.sales.labels import write_quantity
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Choice, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import read_decimal

RETURN = FormLayout(
	ReturnFields,
	[
		Fieldset(
			[
				Choice("reason", _("Motivo"), options=ReturnReason, blank=_("Elija")),
				Tick(
					"restocks",
					_("Los productos vuelven a las existencias"),
					_("Quite la marca si no se pueden vender otra vez."),
				),
			]
		)
	],
)
QUANTITY = "lines.{at}.quantity"


def show_return(sale: Sale) -> Form[ReturnFields]:
	"""Return the form of a return of which nothing is chosen yet."""
	raw = {"version": [sale.version], "restocks": ["on"]}
	return add_places(Form(ReturnFields, raw), sale)


def read_return(sale: Sale, typed: MultiDict[str, str]) -> Form[ReturnFields]:
	"""Return the form as a request brought it."""
	return add_places(Form.read(ReturnFields, typed), sale)


def add_places(form: Form[ReturnFields], sale: Sale) -> Form[ReturnFields]:
	"""Give each line of the sale a field, where errors find it."""
	for at in range(len(sale.lines)):
		form.raw.setdefault(QUANTITY.format(at=at), [])
	return form


def list_places(form: Form[Any], sale: Sale) -> list[int]:
	"""Return the lines, from 0 on, of which something comes back."""
	return [
		at
		for at in range(len(sale.lines))
		if (text := form.read_value(QUANTITY.format(at=at)).strip()) and read_decimal(text) != 0
	]


def read_places(form: Form[Any], sale: Sale, chosen: Sequence[int]) -> list[dict[str, Any]]:
	"""Return what comes back of the chosen lines, as the contract has it."""
	texts = {at: form.read_value(QUANTITY.format(at=at)).strip() for at in chosen}
	return [
		{"place": sale.lines[at].place, "quantity": number if number is not None else text}
		for at, text in texts.items()
		for number in [read_decimal(text)]
	]


def blame_places(form: Form[Any], chosen: Sequence[int]) -> None:
	"""Put what is wrong at the lines of the sale: errors count those that were asked."""
	if not chosen and "lines" in form.errors:
		form.errors["lines"] = gettext("Escriba cuánto se devuelve de al menos una línea.")
	found = {
		at: form.errors.pop(QUANTITY.format(at=place))
		for place, at in enumerate(chosen)
		if QUANTITY.format(at=place) in form.errors
	}
	form.errors |= {QUANTITY.format(at=at): message for at, message in found.items()}


def name_places(sale: Sale) -> dict[str, Any]:
	"""Return what each field is called, for what is said above the form."""
	named = {QUANTITY.format(at=at): one.name for at, one in enumerate(sale.lines)}
	return {**RETURN.name_fields(), **named, "lines": gettext("Líneas")}


def list_left(sale: Sale) -> list[str]:
	"""Return how much of each line may still come back, as a form shows it."""
	return [write_quantity(one.quantity - one.returned) for one in sale.lines]
