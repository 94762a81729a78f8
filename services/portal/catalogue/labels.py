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
from chasqui.contracts.customers.profiles import FieldKind
from portal.shell.labels.formats import format_typed_date
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(ItemNature.SERVICE, Label(_("Servicio"), "info", "refresh")),
	(ItemNature.PRODUCT, Label(_("Producto"), "plum", "device-mobile")),
	(ItemState.DRAFT, Label(_("Borrador"), "warn", "edit")),
	(ItemState.ON_SALE, Label(_("En venta"), "ok", "circle-check")),
	(ItemState.RETIRED, Label(_("Retirado"), "plain", "archive")),
	(StockReason.RECEIPT, Label(_("Entrada"), "ok", "plus")),
	(StockReason.SALE, Label(_("Venta"), "primary", "cash")),
	(StockReason.RETURN, Label(_("Devolución"), "info", "arrow-left")),
	(StockReason.ADJUSTMENT, Label(_("Ajuste"), "warn", "adjustments")),
	(StockReason.LOSS, Label(_("Pérdida"), "bad", "alert-circle")),
)
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


WORDS = Words(PAIRS, functions={"describe_values": describe_values})
