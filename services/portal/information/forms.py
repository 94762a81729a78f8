"""What is mailed to whoever asks, as it is chosen."""

from flask_babel import gettext as _

from chasqui.contracts.campaigns.information import InformationDesignUpdate
from portal.mailing.clients import offer_designs
from portal.shell.forms.inputs import Choice, Line
from portal.shell.forms.layout import Fieldset, FormLayout


def build_layout(chosen: str = "") -> FormLayout:
	"""Return the form; what is `chosen` stays offered though it was archived since."""
	design = Choice(
		"design_id",
		_("Diseño"),
		_("Sin diseño no se manda nada."),
		options=offer_designs(chosen),
		blank=_("Ninguno"),
	)
	subject = Line("subject", _("Asunto"), _("Vacío: el del diseño. Admite los mismos campos."))
	return FormLayout(InformationDesignUpdate, [Fieldset([design, subject])])
