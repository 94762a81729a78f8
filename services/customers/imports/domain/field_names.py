"""What people call the fields of a file's rows."""

from chasqui.contracts.customers.imports import ImportKind, name_target
from chasqui.kernel.texts.text import Text, quote
from customers.catalogue.domain.item_columns import FIXED

ITEM_NAMES = {one.target: one.title for one in FIXED if one.target}


def name_field(kind: ImportKind, field: str | None) -> Text:
	"""Return what a field is called; nothing for the row as a whole."""
	if kind is ImportKind.SERVICES:
		return quote(ITEM_NAMES.get(field or "", field or ""))
	return name_target(field or "")
