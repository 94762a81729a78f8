"""What was sold in a call becomes a draft among the sales, of the campaign that called."""

from decimal import Decimal

from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.desk import CallRecorded
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


def notify_noted_sale(done: CallRecorded) -> None:
	"""Write down what a recorded call sold, and say so; the call stays recorded if that fails."""
	if not read_person().may(Permission.SALES_NOTE):
		return
	try:
		sale = note_sale(done)
	except Unauthenticated:
		raise
	except AppError as error:
		reason = f"{error.detail} "
		notify(reason + _("La llamada quedó guardada: anote la venta en «Ventas»."), "warn")
		return
	if sale is not None:
		notify(_("La venta quedó como borrador n.º %(id)s en «Ventas».", id=sale.id))


def note_sale(done: CallRecorded) -> Sale | None:
	"""Return the draft of what a call sold, as it is kept: one, however often the call is saved.

	None where nothing was sold that the catalogue has, or an older service does not say of whom.
	"""
	sold = done.sale
	if sold is None or sold.item_id is None or done.customer_id is None or done.campaign_id is None:
		return None
	fields = SaleFields(
		customer_id=done.customer_id,
		channel=SaleChannel.PHONE,
		origin=SaleOrigin(
			campaign_id=done.campaign_id, campaign_name=done.campaign_name, call_id=done.call_id
		),
		note=_("En la llamada: %(price)s cada uno.", price=format_money(sold.unit_price)),
		lines=[SaleLineFields(item_id=sold.item_id, quantity=Decimal(sold.quantity))],
	)
	return ask_once(f"call-{done.call_id}", sales_api.add_sale, body=fields)
