"""What is mailed to whoever asks, as it is chosen."""

from flask_babel import gettext as _

from chasqui.contracts.campaigns.information import InformationDesignUpdate
from portal.information.clients import find_design, list_offered
from portal.shell.forms.inputs import Choice, Line
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option


def build_layout(chosen: str = "") -> FormLayout:
	"""Return the form; what is `chosen` stays offered though it was archived since."""
	design = Choice(
		"design_id",
		_("Diseño"),
		_("Sin diseño no se manda nada."),
		options=_list_options(chosen),
		blank=_("Ninguno"),
	)
	subject = Line("subject", _("Asunto"), _("Vacío: el del diseño. Admite los mismos campos."))
	return FormLayout(InformationDesignUpdate, [Fieldset([design, subject])])


def _list_options(chosen: str) -> list[Option]:
	offered = [(str(one.id), one.name) for one in list_offered()]
	if not chosen.isdigit() or chosen in dict(offered):
		return [*offered]
	kept = find_design(int(chosen))
	name = _("%(name)s (archivado)", name=kept.name) if kept else _("(ya no existe)")
	return [*offered, (chosen, name)]
