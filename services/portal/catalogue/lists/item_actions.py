"""What can be done with several items at once: put on sale, and retired."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import Item, ItemState
from portal.catalogue.forms.item_actions import RETIREMENT
from portal.shell.labels.formats import format_number
from portal.shell.lists.actions import RowAction, RowActions

WRITE = Permission.CATALOGUE_WRITE
MOST_RETIRED = 25


def count_items(count: int) -> Any:
	"""Return how many items, in words."""
	return ngettext("%(count)s artículo", "%(count)s artículos", count, count=format_number(count))


ACTIONS = RowActions[Item](
	at="item_actions.ask",
	caption=_("Acciones sobre varios artículos"),
	name_box=lambda row: _("Elegir «%(name)s»", name=row.name),
	count_rows=count_items,
	everything=_("A todo el catálogo: la lista no tiene filtros."),
	nothing=_("Elija al menos un artículo de la lista."),
	actions=(
		RowAction(
			ItemState.ON_SALE,
			WRITE,
			_("Poner en venta"),
			text=_("Los que no tienen precio hoy, o a los que les falta algo, quedan como están."),
		),
		RowAction(
			ItemState.RETIRED,
			WRITE,
			_("Retirar"),
			layout=RETIREMENT,
			most=MOST_RETIRED,
			warning=_("Dejarán de ofrecerse"),
			text=_("Quien ya los tiene los conserva. Se pueden poner otra vez en venta."),
		),
	),
)
