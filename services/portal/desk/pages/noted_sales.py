"""What was sold in a call becomes a draft among the sales, of the campaign that called."""

from decimal import Decimal

from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.desk import CallRecord, CallRecorded
from chasqui.contracts.campaigns.finance import CallSale
from chasqui.contracts.customers.sales import (
	Sale,
	SaleChannel,
	SaleFields,
	SaleLineFields,
	SaleOrigin,
)
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.kernel.errors import AppError, Unauthenticated
from portal.session.staff import read_person
from portal.shell.labels.formats import format_money
from portal.shell.pages.parts import notify
from portal.siblings import ask_once


def notify_noted_sale(record: CallRecord, done: CallRecorded, campaign_name: str) -> None:
	"""Write down what a recorded call sold, and say so; the call stays recorded if that fails."""
	sold = record.sale
	if sold is None or sold.item_id is None or not read_person().may(Permission.SALES_NOTE):
		return
	try:
		sale = note_sale(sold, done, campaign_name)
	except Unauthenticated:
		raise
	except AppError as error:
		reason = f"{error.detail} "
		notify(reason + _("La llamada quedó guardada: anote la venta en «Ventas»."), "warn")
		return
	if sale is not None:
		notify(_("La venta quedó como borrador n.º %(id)s en «Ventas».", id=sale.id))


def note_sale(sold: CallSale, done: CallRecorded, campaign_name: str) -> Sale | None:
	"""Return the draft of what a call sold, once however often the call is saved; None where the
	call does not say of whom it is.
	"""
	if done.customer_id is None or done.campaign_id is None or sold.item_id is None:
		return None
	origin = SaleOrigin(
		campaign_id=done.campaign_id, campaign_name=campaign_name[:120], call_id=done.call_id
	)
	line = SaleLineFields(item_id=sold.item_id, quantity=Decimal(sold.quantity))
	fields = SaleFields(
		customer_id=done.customer_id,
		channel=SaleChannel.PHONE,
		origin=origin,
		note=_("En la llamada: %(price)s cada uno.", price=format_money(sold.unit_price)),
		lines=[line],
	)
	return ask_once(f"call-{done.call_id}", sales_api.add_sale, body=fields)
