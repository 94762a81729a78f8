"""What people call the fields of a file's rows."""

from chasqui.contracts.customers.fields import WORDS
from chasqui.contracts.customers.imports import ImportKind, name_target
from chasqui.kernel.texts.text import Text, quote, say
from customers.catalogue.domain.item_columns import FIXED

OWN_FIELDS = say("Campos de la empresa")
ITEM_NAMES = {one.target: one.title for one in FIXED if one.target}


def name_field(kind: ImportKind, field: str | None) -> Text:
	"""Return what a field is called; nothing for the row as a whole."""
	if kind is ImportKind.SERVICES:
		return quote(ITEM_NAMES.get(field or "", field or ""))
	return name_target(field or "")


def name_customer_field(name: str) -> Text:
	"""Return what one of a customer's own fields is called."""
	return OWN_FIELDS if name == "custom" else WORDS[name].label
