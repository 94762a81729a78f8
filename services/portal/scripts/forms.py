"""The script of a call as it is typed."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.scripts import CallScriptUpdate
from portal.shell.forms.inputs import Area
from portal.shell.forms.layout import Fieldset, FormLayout

SCRIPT = FormLayout(
	CallScriptUpdate,
	[
		Fieldset(
			[
				Area(
					"body",
					_("Qué se dice"),
					_("Una línea vacía separa párrafos; los campos se llenan con cada cliente."),
					rows=10,
				)
			]
		)
	],
)
