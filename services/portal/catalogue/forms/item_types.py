"""The forms of a type of items: a new one, its name, a characteristic more."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.catalogue import Attribute, ItemNature, ItemType, ItemTypeFields
from chasqui.contracts.customers.profiles import FieldKind
from portal.shell.forms.inputs import Area, Choice, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout

NAME = Line("name", _("Nombre"))
NEW_TYPE = FormLayout(
	ItemTypeFields,
	[
		Fieldset(
			[
				NAME,
				Choice(
					"nature",
					_("Clase"),
					_("Un producto lleva existencias. No se puede cambiar después."),
					options=ItemNature,
				),
			]
		)
	],
)
KNOWN_TYPE = FormLayout(
	ItemType,
	[
		Fieldset(
			[
				NAME,
				Tick(
					"is_archived",
					_("Archivado"),
					_("No recibe artículos nuevos; los que tiene siguen."),
				),
			]
		)
	],
)
NEW_ATTRIBUTE = FormLayout(
	Attribute,
	[
		Fieldset(
			[
				Line("label", _("Nombre")),
				Choice("kind", _("Clase"), options=FieldKind),
				Line("unit", _("Unidad"), _("Mbps, GB, meses… si la tiene.")),
				Area("choices", _("Opciones"), _("Una por línea; solo para listas."), is_list=True),
				Tick("is_required", _("Hace falta para vender")),
			]
		)
	],
)
