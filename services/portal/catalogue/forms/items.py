"""The forms of an item: what it is, its characteristics, its sales sheet, a price, its stock."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.catalogue import (
	Attribute,
	Item,
	ItemFields,
	ItemNature,
	ItemType,
	Objection,
	PriceFields,
	SalesSheet,
	StockMoveFields,
	StockReason,
)
from chasqui.contracts.customers.profiles import FieldKind
from chasqui.contracts.customers.vat import VatClass
from chasqui.kernel.errors import Conflict
from portal.shell.forms.form import Form, Model
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Area, Choice, Day, Input, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import read_decimal

SPARE_OBJECTIONS = 2
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
	"""Return the rows of objections to show: those typed, and spare ones.

	There are as many as somebody else may have written meanwhile, so that theirs can be chosen.
	"""
	said, answers = form.list_values("objection"), form.list_values("answer")
	rows = [pair for pair in zip(said, answers, strict=False) if any(pair)]
	theirs = len(form.theirs.get("objection", []))
	return rows + [("", "")] * max(SPARE_OBJECTIONS, theirs - len(rows))


def compare_objections(form: Form[Any]) -> None:
	"""Where somebody else changed the objections meanwhile, show what they are now."""
	if not isinstance(form.refusal, Conflict) or form.refusal.current is None:
		return
	now = Item.model_validate(form.refusal.current).sheet.objections
	theirs = {name: [getattr(one, name) for one in now] for name in Objection.model_fields}
	if all(theirs[name] == [one for one in form.list_values(name) if one] for name in theirs):
		return
	form.theirs |= theirs
	text = "; ".join(f"{one.objection} → {one.answer}" for one in now)
	message = gettext("Ahora dice «%(text)s».", text=text) if text else gettext("Ahora está vacío.")
	form.errors["sheet.objections"] = message


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


def write(value: Any) -> str:
	"""Return the value of a characteristic as its field holds it."""
	if isinstance(value, bool):
		return "true" if value else "false"
	return str(value)


WHAT_IT_IS = [
	Line("name", _("Nombre")),
	Line("reference", _("Referencia"), _("El código propio de la empresa. No se repite nunca.")),
	Line("brand", _("Marca")),
	Area("description", _("Descripción")),
	Choice(
		"vat_class", _("IVA"), _("Cómo se cobra al venderlo; los precios van sin él."),
		options=VatClass, default=VatClass.GENERAL.value,
	),
]  # fmt: skip
WITHOUT_STOCK = Tick(
	"sells_without_stock",
	_("Se vende aunque no haya existencias"),
	_("Lo que falta queda con un signo menos hasta que llegue."),
)
SHEET = FormLayout(
	ItemFields,
	[
		Fieldset(
			[
				Area(
					"sheet.pitch", _("Argumento"), _("Por qué le conviene, en dos o tres frases.")
				),
				Area(
					"sheet.conditions",
					_("Condiciones"),
					_("Plazos, requisitos, lo que no incluye."),
				),
			]
		)
	],
)
YES_OR_NO = [("true", _("Sí")), ("false", _("No"))]
NEW_PRICE = FormLayout(
	PriceFields,
	[
		Fieldset(
			[
				Line("amount", _("Precio"), mode="decimal", before="$"),
				Day("valid_from", _("Desde")),
				Day(
					"valid_until",
					_("Hasta antes del"),
					_("Déjelo vacío si vale hasta que haya otro."),
				),
			]
		)
	],
)
NEW_MOVE = FormLayout(
	StockMoveFields,
	[
		Fieldset(
			[
				Choice("reason", _("Motivo"), options=StockReason),
				Line("quantity", _("Unidades"), _("Lo que sale lleva un signo menos: −3.")),
				Line("note", _("Nota")),
			]
		)
	],
)


def build_layout(kind: ItemType) -> FormLayout:
	"""Return how an item of a type is asked; the objections are drawn by the page."""
	traits = [build_input(one) for one in kind.attributes]
	has_stock = kind.nature is ItemNature.PRODUCT
	asked = [*WHAT_IT_IS, WITHOUT_STOCK] if has_stock else WHAT_IT_IS
	fieldsets = [
		Fieldset(asked, _("Qué es"), kind.name, is_wide=True),
		Fieldset(traits, _("Características"), is_wide=True),
	]
	return FormLayout(ItemFields, fieldsets if traits else fieldsets[:1])


def build_input(one: Attribute) -> Input:
	"""Return the input of a characteristic, by its kind."""
	name = f"attributes.{one.key}"
	title = f"{one.label} ({one.unit})" if one.unit else one.label
	help_text = _("Hace falta para vender.") if one.is_required else ""
	none = _("Sin dato")
	if one.kind is FieldKind.BOOLEAN:
		return Choice(name, title, help_text, options=YES_OR_NO, blank=none)
	if one.kind is FieldKind.CHOICE:
		choices = [(choice, choice) for choice in one.choices]
		return Choice(name, title, help_text, options=choices, blank=none)
	if one.kind is FieldKind.DATE:
		return Day(name, title, help_text)
	mode = "decimal" if one.kind is FieldKind.NUMBER else ""
	return Line(name, title, help_text, mode=mode)


def build_price_card(item_id: int, form: Form[PriceFields]) -> FormCard:
	"""Return what sets a price of an item."""
	action = url_for("catalogue.set_price", item_id=item_id)
	title, yes = gettext("Poner un precio"), gettext("Poner")
	return FormCard("price", title, NEW_PRICE, form, yes, "cash", action)


def build_stock_card(item_id: int, form: Form[StockMoveFields]) -> FormCard:
	"""Return what moves the stock of an item."""
	action = url_for("catalogue.move_stock", item_id=item_id)
	title, yes = gettext("Mover existencias"), gettext("Escribir")
	return FormCard("stock", title, NEW_MOVE, form, yes, "inbox", action)
