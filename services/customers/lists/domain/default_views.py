"""The views that come with the product."""

from chasqui.contracts.customers.lists import CustomerFilters, SavedView
from chasqui.contracts.customers.people import Category, CustomerKind

DEFAULT_VIEWS = (
	SavedView(
		name="Nuevos, los últimos primero",
		filters=CustomerFilters(category=[Category.NEW]),
		sort="-registered_on",
		is_shared=True,
	),
	SavedView(name="Leales", filters=CustomerFilters(category=[Category.LOYAL]), is_shared=True),
	SavedView(
		name="Empresas", filters=CustomerFilters(kind=[CustomerKind.COMPANY]), is_shared=True
	),
	SavedView(
		name="Sin contacto en 12 meses",
		filters=CustomerFilters(active=False),
		sort="last_contact_at",
		is_shared=True,
	),
	SavedView(
		name="No se les puede escribir ni llamar",
		filters=CustomerFilters(may_email=False, may_phone=False),
		is_shared=True,
	),
	SavedView(
		name="Con avisos por revisar",
		filters=CustomerFilters(has_warnings=True),
		is_shared=True,
	),
	SavedView(name="Archivados", filters=CustomerFilters(archived=True), is_shared=True),
)
