"""The form by which somebody changes the own password."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.accounts import PasswordChange
from portal.shell.forms.inputs import Secret
from portal.shell.forms.layout import Fieldset, FormLayout

GOOD = _("12 caracteres o más; sirven cuatro o cinco palabras que no vayan juntas.")
CHANGE = FormLayout(
	PasswordChange,
	[
		Fieldset(
			[
				Secret("password", _("Contraseña de ahora")),
				Secret("new_password", _("Contraseña nueva"), GOOD, complete="new-password"),
			]
		)
	],
)
