"""What is asked besides where several items are retired."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.wire import Contract
from portal.shell.forms.inputs import Tick
from portal.shell.forms.layout import Fieldset, FormLayout


class RetirementFields(Contract):
	confirm_in_use: bool = False


RETIREMENT = FormLayout(
	RetirementFields,
	[Fieldset([Tick("confirm_in_use", _("También los que algún cliente tiene"))])],
)
