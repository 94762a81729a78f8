"""The views that come with the product."""

from chasqui.contracts.customers.views import ListName, SavedView
from chasqui.kernel.texts.text import say

Chosen = dict[str, list[str]]
# Name, filters, order.
DEFAULTS = (
	(say("Nuevos, los últimos primero"), {"category": ["new"]}, "-registered_on"),
	(say("Leales"), {"category": ["loyal"]}, ""),
	(say("Empresas"), {"kind": ["company"]}, ""),
	(say("Sin contacto en 12 meses"), {"active": ["false"]}, "last_contact_at"),
	(
		say("No se les puede escribir ni llamar"),
		{"may_email": ["false"], "may_phone": ["false"]},
		"",
	),
	(say("Con avisos por revisar"), {"has_warnings": ["true"]}, ""),
	(say("Archivados"), {"archived": ["true"]}, ""),
)


def list_default_views(of: ListName) -> list[SavedView]:
	"""Return those of a list with their names in the current language."""
	if of is not ListName.CUSTOMERS:
		return []
	return [
		SavedView(list_name=of, name=str(name), filters=filters, sort=sort, is_shared=True)
		for name, filters, sort in DEFAULTS
	]
