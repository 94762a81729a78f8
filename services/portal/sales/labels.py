"""What states, channels and documents of sales are called; amounts as people read them."""

from decimal import Decimal
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.quotes import QuoteSummary
from chasqui.contracts.customers.sale_lists import SaleRefusal
from chasqui.contracts.customers.sales import (
	DocumentKind,
	ReturnReason,
	SaleChannel,
	SaleSource,
	SaleState,
	SaleSummary,
)
from chasqui.contracts.wire import write_plainly
from portal.shell.labels.formats import format_number, write_decimal
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(SaleState.DRAFT, Label(_("Borrador"), "warn", "edit")),
	(SaleState.INVOICED, Label(_("Facturada"), "info", "file-text")),
	(SaleState.PAID, Label(_("Pagada"), "ok", "circle-check")),
	(SaleState.RETURNED, Label(_("Devuelta"), "plum", "arrow-left")),
	(SaleState.VOIDED, Label(_("Anulada"), "plain", "ban")),
	(SaleChannel.PHONE, Label(_("Teléfono"), icon="phone")),
	(SaleChannel.COUNTER, Label(_("Mostrador"), icon="user")),
	(SaleChannel.VISIT, Label(_("Visita"), icon="map-pin")),
	(SaleChannel.MAIL, Label(_("Correo"), icon="mail")),
	(SaleChannel.WEB, Label(_("Sitio web"), icon="device-desktop")),
	(SaleChannel.OTHER, Label(_("Otro"))),
	(SaleSource.NOTED, Label(_("Anotadas aquí"), icon="edit")),
	(SaleSource.IMPORTED, Label(_("Traídas de archivo"), icon="file-import")),
	(ReturnReason.FAULTY, Label(_("Vino con falla"), "bad", "alert-circle")),
	(ReturnReason.WRONG, Label(_("No era lo pedido"), "warn", "alert-triangle")),
	(ReturnReason.UNWANTED, Label(_("Ya no lo quiere"), "plain", "thumb-down")),
	(ReturnReason.OTHER, Label(_("Otro motivo"))),
	(DocumentKind.INVOICE, Label(_("Factura"), "info", "file-text")),
	(DocumentKind.QUOTE, Label(_("Cotización"), "plain", "file-text")),
	(DocumentKind.CREDIT_NOTE, Label(_("Nota de crédito"), "plum", "arrow-left")),
)
KEY_DIGITS = 7
"""How many digits of an access key stand together, to be read and compared."""


def name_number(sale: SaleSummary | SaleRefusal) -> str:
	"""Return what a sale is called: its number, or which draft it is."""
	return sale.number or str(gettext("Borrador n.º %(id)s", id=sale.id))


def name_campaign(sale: SaleSummary | QuoteSummary) -> str:
	"""Return the campaign that brought a document, or an empty text."""
	if sale.origin is None:
		return ""
	number = sale.origin.campaign_id
	return sale.origin.campaign_name or str(gettext("Campaña n.º %(id)s", id=number))


def format_units(value: Decimal) -> str:
	"""Return a quantity: ``3``, or ``1,5`` hours."""
	return format_number(float(value))


def format_rate(value: Decimal) -> str:
	"""Return a rate of tax: ``15 %``."""
	return f"{write_decimal(value).removesuffix(',00')} %"


def write_quantity(value: Decimal) -> str:
	"""Return a quantity as a form shows it: ``3``, or ``1,5``."""
	return write_plainly(value).replace(".", ",")


def split_key(key: str) -> str:
	"""Return an access key in groups of digits."""
	return " ".join(key[start : start + KEY_DIGITS] for start in range(0, len(key), KEY_DIGITS))


WORDS = Words(
	PAIRS,
	filters={
		"units": format_units,
		"vat_rate": format_rate,
		"key_groups": split_key,
		"sale_name": name_number,
		"sale_campaign": name_campaign,
	},
)
