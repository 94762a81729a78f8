"""What is asked where a quote goes on: nothing, or why it is rejected."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.quotes import QuoteMailRequest, QuoteMove, QuoteRejection
from chasqui.contracts.customers.sales import Reason
from chasqui.contracts.wire import Contract
from portal.shell.forms.inputs import Area
from portal.shell.forms.layout import Fieldset, FormLayout


class RejectionsFields(Contract):
	"""Why several quotes were rejected."""

	reason: Reason


WHY = Area("reason", _("Motivo"), _("Lo que dijo el cliente. Queda en la cotización."))
MAIL = FormLayout(
	QuoteMailRequest,
	[Fieldset([Area("message", _("Mensaje"), _("Si quiere, unas palabras antes de la firma."))])],
)
MOVE = FormLayout(QuoteMove, [])
REJECTION = FormLayout(QuoteRejection, [Fieldset([WHY])])
REJECTIONS = FormLayout(RejectionsFields, [Fieldset([WHY])])
