"""The forms of the company's own fields: a new one, the name and choices of one."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from portal.shell.forms.inputs import Area, Choice, Line
from portal.shell.forms.layout import Fieldset, FormLayout

LABEL = Line("label", _("Nombre"))
NEW_FIELD = FormLayout(
	CustomFieldFields,
	[
		Fieldset(
			[
				LABEL,
				Choice("kind", _("Clase"), _("No se puede cambiar después."), options=FieldKind),
				Area(
					"choices", _("Opciones"), _("Una por línea; solo para listas."), 4, is_list=True
				),
			]
		)
	],
)
KNOWN_FIELD = FormLayout(CustomFieldFields, [Fieldset([LABEL])])
KEPT = _("Una por línea. Quien tenga una opción que usted quite la conserva.")
KNOWN_CHOICE = FormLayout(
	CustomFieldFields,
	[Fieldset([LABEL, Area("choices", _("Opciones"), KEPT, 8, is_list=True)])],
)
