"""What the forms of the catalogue bring: values of characteristics, objections with answers."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.catalogue import Attribute, Item, Objection, SalesSheet
from chasqui.contracts.customers.profiles import FieldKind
from chasqui.contracts.customers.promotions import PromotionFields
from portal.shell.forms import Form, Model
from portal.shell.labels.formats import read_decimal

SPARE_OBJECTIONS = 2
LONGEST_ALT = 200
NO_VERSION = "0"
"""What a form carries that was not made of a record: it is of no state of it."""
SHEET_TEXTS = ("pitch", "conditions")


def read_attributes(declared: Sequence[Attribute], typed: MultiDict[str, str]) -> dict[str, Any]:
	"""Return the values that were typed; an empty one is none."""
	values: dict[str, Any] = {}
	for one in declared:
		text = typed.get(f"attributes.{one.key}", "").strip()
		if text:
			is_number = one.kind is FieldKind.NUMBER
			values[one.key] = str(read_decimal(text) or text) if is_number else text
	return values


def read_sheet(typed: MultiDict[str, str]) -> dict[str, Any]:
	"""Return the sales sheet that was typed; an objection without any text falls out."""
	pairs = zip(typed.getlist("objection"), typed.getlist("answer"), strict=False)
	objections = [
		{"objection": said.strip(), "answer": answer.strip()}
		for said, answer in pairs
		if said.strip() or answer.strip()
	]
	texts = {name: typed.get(f"sheet.{name}", "") for name in SHEET_TEXTS}
	return {**texts, "objections": objections}


def list_objections(form: Form[Any]) -> list[tuple[str, str]]:
	"""Return the rows of objections to show: those typed, and spare ones."""
	said, answers = form.list_values("objection"), form.list_values("answer")
	rows = [pair for pair in zip(said, answers, strict=False) if any(pair)]
	return rows + [("", "")] * SPARE_OBJECTIONS


def show_item(contract: type[Model], item: Item) -> Form[Model]:
	"""Return the form filled with what an item says."""
	form = Form.show(contract, item)
	form.raw |= {f"attributes.{key}": [write(value)] for key, value in item.attributes.items()}
	return fill_sheet(form, item.sheet)


def fill_sheet(form: Form[Model], sheet: SalesSheet) -> Form[Model]:
	"""Put a sales sheet into a form."""
	form.raw |= {f"sheet.{name}": [getattr(sheet, name)] for name in SHEET_TEXTS}
	for name in Objection.model_fields:
		form.raw[name] = [getattr(one, name) for one in sheet.objections]
	return form


class PromotionForm(PromotionFields):
	"""A promotion as its form brings it, with the version that was read, if there was one."""

	version: str = ""


def read_promotion(fields: PromotionForm) -> dict[str, Any]:
	"""Return what a form says of a promotion."""
	return {name: getattr(fields, name) for name in PromotionFields.model_fields}


def add_number(alt: str, number: int) -> str:
	"""Return the text of one of several pictures that came together."""
	end = f" ({number})"
	return alt[: LONGEST_ALT - len(end)] + end


def move_place(ids: Sequence[int], moved: int, to: str) -> list[int]:
	"""Return an order with one moved a place `back` or `on`; nothing where it is not among them."""
	if moved not in ids:
		return []
	rest, place = [one for one in ids if one != moved], ids.index(moved)
	place = max(0, place - 1) if to == "back" else place + 1
	return [*rest[:place], moved, *rest[place:]]


def write(value: Any) -> str:
	"""Return the value of a characteristic as its field holds it."""
	if isinstance(value, bool):
		return "true" if value else "false"
	return str(value)
