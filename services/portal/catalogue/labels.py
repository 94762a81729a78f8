"""What states, natures and movements of the catalogue are called; values as people read them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.catalogue import (
	NO_PRICE,
	PRICE_BANDS,
	Attribute,
	ItemNature,
	ItemState,
	StockReason,
)
from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.profiles import FieldKind
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionFields,
	PromotionKind,
	PromotionPhase,
	PromotionRevision,
)
from chasqui.contracts.customers.vat import VatClass
from portal.shell.labels.formats import (
	format_date,
	format_money,
	format_typed_date,
	write_decimal,
)
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(ItemNature.SERVICE, Label(_("Servicio"), "info", "refresh")),
	(ItemNature.PRODUCT, Label(_("Producto"), "plum", "device-mobile")),
	(ItemState.DRAFT, Label(_("Borrador"), "warn", "edit")),
	(ItemState.ON_SALE, Label(_("En venta"), "ok", "circle-check")),
	(ItemState.RETIRED, Label(_("Retirado"), "plain", "archive")),
	(PromotionKind.PERCENT, Label(_("Porcentaje menos"), "primary")),
	(PromotionKind.AMOUNT, Label(_("Dólares menos"), "primary")),
	(PromotionKind.PRICE, Label(_("Precio especial"), "plum")),
	(PromotionKind.TEXT, Label(_("Con texto"), "info")),
	(PromotionPhase.DRAFT, Label(_("Borrador"), "warn", "edit")),
	(PromotionPhase.COMING, Label(_("Por empezar"), "info", "clock")),
	(PromotionPhase.CURRENT, Label(_("Vigente"), "ok", "circle-check")),
	(PromotionPhase.ENDED, Label(_("Terminada"), "plain", "archive")),
	(StockReason.RECEIPT, Label(_("Entrada"), "ok", "plus")),
	(StockReason.SALE, Label(_("Venta"), "primary", "cash")),
	(StockReason.SERVICE, Label(_("Servicio de un equipo"), "primary", "tool")),
	(StockReason.PARTS, Label(_("Repuesto entregado"), "primary", "inbox")),
	(StockReason.RETURN, Label(_("Devolución"), "info", "arrow-left")),
	(StockReason.ADJUSTMENT, Label(_("Ajuste"), "warn", "adjustments")),
	(StockReason.LOSS, Label(_("Pérdida"), "bad", "alert-circle")),
	(VatClass.GENERAL, Label(_("IVA general"), "primary")),
	(VatClass.REDUCED, Label(_("IVA reducido"), "info")),
	(VatClass.ZERO, Label(_("IVA cero"), "plain")),
	(VatClass.EXEMPT, Label(_("Exento de IVA"), "plain")),
)
AUDIENCES: dict[CustomerKind | None, Any] = {
	None: _("todos"),
	CustomerKind.PERSON: _("solo personas"),
	CustomerKind.COMPANY: _("solo empresas"),
}
BANDS: dict[str, Any] = {
	**{name: f"${name.replace('-', '–')}" for name, _low in PRICE_BANDS if "+" not in name},
	"100+": _("$100 o más"), NO_PRICE: _("sin precio"),
}  # fmt: skip


def describe_value(one: Attribute, value: Any) -> str:
	"""Return the value of a characteristic as a person reads it: ``300 Mbps``, ``sí``."""
	if isinstance(value, bool):
		return str(gettext("sí") if value else gettext("no"))
	text = str(value)
	if one.kind is FieldKind.NUMBER:
		text = text.replace(".", ",")
	if one.kind is FieldKind.DATE:
		text = format_typed_date(text)
	return f"{text} {one.unit}".strip()


def describe_values(
	declared: Sequence[Attribute], values: Mapping[str, Any]
) -> list[tuple[str, str]]:
	"""Return what an item is like: ``(label, value)`` in the order of its type."""
	return [
		(one.label, describe_value(one, values[one.key]))
		for one in declared
		if values.get(one.key) is not None
	]


def describe_cut(one: Promotion | PromotionRevision) -> str:
	"""Return what a promotion gives: ``15 % menos``, ``a $20,00``, or its own words."""
	if one.kind is PromotionKind.TEXT or one.value is None:
		return one.text
	value = format_money(one.value)
	if one.kind is PromotionKind.PERCENT:
		percent = write_decimal(one.value).removesuffix(",00")
		return str(gettext("%(percent)s %% menos", percent=percent))
	if one.kind is PromotionKind.AMOUNT:
		return str(gettext("%(amount)s menos", amount=value))
	return str(gettext("a %(amount)s", amount=value))


def describe_days(one: PromotionFields) -> str:
	"""Return from when to when a promotion holds, both days included."""
	first = format_date(one.valid_from)
	if one.valid_until is None:
		return str(gettext("desde el %(first)s", first=first))
	last = format_date(one.valid_until)
	return str(gettext("del %(first)s al %(last)s", first=first, last=last))


def name_audience(kind: CustomerKind | None) -> str:
	"""Return for whom a promotion is."""
	return str(AUDIENCES[kind])


WORDS = Words(
	PAIRS,
	functions={
		"describe_values": describe_values,
		"describe_cut": describe_cut,
		"describe_days": describe_days,
		"name_audience": name_audience,
	},
)
