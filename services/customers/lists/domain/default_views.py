"""The views that come with the product."""

from chasqui.contracts.customers.lists import CustomerFilters, SavedView
from chasqui.contracts.customers.people import Category, CustomerKind
from chasqui.kernel.texts.text import say


def list_default_views() -> list[SavedView]:
	"""Return them with their names in the language that is spoken now."""
	return [
		SavedView(
			name=str(say("Nuevos, los últimos primero")),
			filters=CustomerFilters(category=[Category.NEW]),
			sort="-registered_on",
			is_shared=True,
		),
		SavedView(
			name=str(say("Leales")),
			filters=CustomerFilters(category=[Category.LOYAL]),
			is_shared=True,
		),
		SavedView(
			name=str(say("Empresas")),
			filters=CustomerFilters(kind=[CustomerKind.COMPANY]),
			is_shared=True,
		),
		SavedView(
			name=str(say("Sin contacto en 12 meses")),
			filters=CustomerFilters(active=False),
			sort="last_contact_at",
			is_shared=True,
		),
		SavedView(
			name=str(say("No se les puede escribir ni llamar")),
			filters=CustomerFilters(may_email=False, may_phone=False),
			is_shared=True,
		),
		SavedView(
			name=str(say("Con avisos por revisar")),
			filters=CustomerFilters(has_warnings=True),
			is_shared=True,
		),
		SavedView(
			name=str(say("Archivados")), filters=CustomerFilters(archived=True), is_shared=True
		),
	]
