"""What is asked besides where something is done with many customers: a tag, an advisor."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from pydantic import Field

from chasqui.contracts.customers.list_values import TagText
from chasqui.contracts.wire import Contract
from portal.accounts.clients import list_advisor_options, load_advisors
from portal.shell.forms.inputs import Choice, Line
from portal.shell.forms.layout import Fieldset, FormLayout


class TagFields(Contract):
	tag: TagText


class AdvisorFields(Contract):
	advisor: int = Field(ge=1)


def find_advisors_fault() -> Any:
	"""Say why no advisor can be chosen, if so."""
	found = load_advisors()
	if found.value is None:
		return found.error
	return "" if found.value else gettext("Todavía no hay asesores con cuenta.")


TAG = FormLayout(TagFields, [Fieldset([Line("tag", _("Etiqueta"))])])
ADVISOR = FormLayout(
	AdvisorFields,
	[Fieldset([Choice("advisor", _("Asesor"), options=list_advisor_options, blank=_("Elija"))])],
)
