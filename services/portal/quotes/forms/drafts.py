"""The form of a draft: what is asked besides its lines."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.quotes import Quote, QuoteFields, QuotePatch
from portal.sales.forms.drafts import CHANNEL
from portal.sales.forms.lines import LINES, write_rows
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Area, Day
from portal.shell.forms.layout import Fieldset, FormLayout

VALID_UNTIL = Day(
	"valid_until",
	_("Válida hasta"),
	_("El último día en que se puede aceptar. Vacío: el plazo usual; al editar, el que tenía."),
)
NOTE = Area("note", _("Nota"), _("Sale en el documento que recibe el cliente."))
DRAFT = FormLayout(
	QuoteFields, [Fieldset([VALID_UNTIL, CHANNEL, NOTE], _("Cotización"), is_wide=True)]
)


def show_draft(quote: Quote) -> Form[QuotePatch]:
	"""Return the form filled with what a draft says."""
	return LINES.put(Form.show(QuotePatch, quote), write_rows(quote.lines))
