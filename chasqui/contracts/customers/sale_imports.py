"""Where the columns of a file of former sales go: each of its rows is one line of a document."""

from chasqui.kernel.texts.text import Text, say

# In groups, as people choose among them.
SALE_TARGET_GROUPS: tuple[tuple[Text, dict[str, Text]], ...] = (
	(
		say("Documento"),
		{
			"number": say("Número del documento"),
			"state": say("Estado de la venta"),
			"ordered_on": say("Día del pedido"),
			"invoiced_on": say("Día de la factura"),
			"paid_on": say("Día del pago"),
			"channel": say("Canal de venta"),
			"seller": say("Quién vendió"),
			"document_total": say("Total del documento"),
		},
	),
	(
		say("Cliente"),
		{
			"id_number": say("Identificación"),
			"id_type": say("Tipo de identificación"),
			"customer_code": say("Número de cliente"),
		},
	),
	(
		say("Artículo"),
		{
			"reference": say("Referencia"),
			"item_name": say("Nombre del artículo"),
			"quantity": say("Cantidad"),
			"returned": say("Cantidad devuelta"),
		},
	),
	(
		say("Montos de la línea"),
		{
			"unit_price": say("Precio unitario, sin IVA"),
			"discount": say("Descuento de la línea"),
			"vat_percent": say("IVA en porcentaje"),
			"vat_class": say("Clase de IVA"),
			"net": say("Neto de la línea"),
			"line_total": say("Total de la línea"),
		},
	),
)
SALE_LABELS = {name: label for _title, group in SALE_TARGET_GROUPS for name, label in group.items()}
SALE_TARGETS = tuple(SALE_LABELS)
LONGEST_NUMBER = 40
