"""What people and programs call the columns of a file of sales, and what shows where one goes."""

from collections.abc import Iterator, Sequence
from functools import cache

from chasqui.contracts.customers.sale_imports import SALE_LABELS, SALE_TARGETS
from chasqui.kernel.texts.languages import DEFAULT
from customers.imports.domain.amounts import list_writings, strip_currency
from customers.imports.domain.column_words import Vocabulary, Words, normalize
from customers.imports.domain.columns import NUMBER
from customers.imports.domain.dates import parse_date
from customers.imports.domain.guesses import KINDS, GuessRules
from customers.people.domain.names import split_words
from customers.sales.domain.sale_columns import COLUMNS

AMOUNT_TARGETS = (
	"quantity", "returned", "unit_price", "discount", "vat_percent", "net", "line_total",
	"document_total",
)  # fmt: skip
DAY_TARGETS = ("ordered_on", "invoiced_on", "paid_on")
SYNONYMS = {
	"number": (
		"numero", "factura", "numero_de_factura", "numero_factura", "comprobante",
		"numero_de_comprobante", "numero_de_documento", "numero_documento", "secuencial",
		"documento", "invoice", "invoice_number", "order_number", "ticket", "nota_de_venta",
	),
	"state": ("estado", "estado_factura", "estado_documento", "status", "situacion"),
	"ordered_on": ("pedida", "fecha_pedido", "fecha_orden", "order_date"),
	"invoiced_on": (
		"facturada", "fecha", "fecha_factura", "fecha_emision", "emision", "fecha_venta",
		"fecha_documento", "invoice_date", "date",
	),
	"paid_on": ("pagada", "cobrada", "fecha_pago", "fecha_cobro", "payment_date"),
	"channel": ("canal", "canal_venta"),
	"seller": (
		"vendio", "vendedor", "vendedora", "nombre_vendedor", "asesor", "asesora", "agente",
		"cajero", "cajera", "salesperson",
	),
	"document_total": (
		"total_documento", "total_factura", "total_comprobante", "total_venta", "importe_total",
		"invoice_total", "order_total",
	),
	"id_number": (
		"identificacion", "cedula", "ruc", "cedula_ruc", "ruc_cedula", "ruc_cliente",
		"cedula_cliente", "identificacion_cliente", "documento_cliente", "identificacion_comprador",
		"ruc_comprador", "pasaporte",
	),
	"id_type": ("tipo_identificacion", "tipo_de_identificacion"),
	"customer_code": (
		"numero_de_cliente", "codigo_cliente", "codigo_de_cliente", "id_cliente", "customer_id",
	),
	"reference": (
		"referencia", "codigo", "codigo_articulo", "codigo_producto", "codigo_item",
		"codigo_principal", "codigo_servicio", "sku", "item_code",
	),
	"item_name": (
		"articulo", "producto", "servicio", "item", "descripcion", "detalle", "nombre_articulo",
		"nombre_producto", "descripcion_producto", "description", "product",
	),
	"quantity": ("cantidad", "unidades", "qty"),
	"returned": ("devuelto", "cantidad_devuelta", "unidades_devueltas"),
	"unit_price": (
		"precio", "precio_unitario", "valor_unitario", "p_unitario", "p_unit", "precio_unit",
		"price",
	),
	"discount": ("descuento", "valor_descuento"),
	"vat_percent": (
		"iva_porcentaje", "porcentaje_iva", "tarifa_iva", "tarifa_de_iva", "iva_tarifa",
	),
	"vat_class": ("clase_iva", "clase_de_iva", "codigo_iva"),
	"net": ("neto", "subtotal", "base_imponible", "total_sin_impuestos", "valor_neto"),
	"line_total": ("total", "total_linea", "importe", "total_item", "valor_total"),
}  # fmt: skip
# Whole names that say where nothing goes, though a part of them would: «IVA» is an amount, which
# is reckoned, and «Venta» our own number of a sale.
NOWHERE = (
	"venta", "iva", "valor_iva", "campana", "promocion", "ciudad_cliente", "direccion_cliente",
	"telefono_cliente", "correo_cliente",
)  # fmt: skip
FILLERS = frozenset(split_words("de del la el los las of the n no nro num numero number valor usd"))
STRANGERS = frozenset(
	split_words("""
	tipo type clase hora usuario observacion nota autorizacion clave serie moneda direccion telefono
	correo email ciudad provincia bodega sucursal costo cuenta forma condicion vencimiento plazo
	categoria marca unidad medida peso relacionado relacionada modificado anterior saldo nombre
	razon comercial
	""")
)
WHOLE_ONLY = (
	"numero", "fecha", "date", "codigo", "total", "item", "documento", "detalle", "servicio",
	"unidades", "importe", "emision",
)  # fmt: skip
# What a file of sales has, and no list of customers or of items.
SIGNS = (
	("number",), ("quantity",), ("reference", "item_name"), ("id_number", "customer_code"),
	("ordered_on", "invoiced_on"),
)  # fmt: skip


@cache
def list_sale_names(languages: Words) -> dict[str, str]:
	"""Return where each name goes that is known as a whole: ours, of an export, or another's."""
	known = {normalize(name): target for target, names in SYNONYMS.items() for name in names}
	named = {
		normalize(label.render(one)): t for t, label in SALE_LABELS.items() for one in languages
	}
	ours = {target: target for target in SALE_TARGETS}
	return {**dict(_list_exported(languages, known)), **known, **named, **ours} | dict.fromkeys(
		NOWHERE, ""
	)


def _list_exported(languages: Words, known: dict[str, str]) -> Iterator[tuple[str, str]]:
	"""Yield the names of an export's columns in every language: it is imported again."""
	for title, _read in COLUMNS:
		target = known.get(normalize(title.render(DEFAULT)))
		for language in languages if target else ():
			yield normalize(title.render(language)), str(target)


SALE_WORDS = Vocabulary(list_sale_names, FILLERS, STRANGERS, whole_only=WHOLE_ONLY)


def _is_amount(text: str) -> bool:
	plain = strip_currency(text).removeprefix("-")
	return plain.isdigit() or bool(list_writings(plain))


SALE_RULES = GuessRules(
	SALE_WORDS,
	{
		NUMBER: KINDS[NUMBER],
		**dict.fromkeys(AMOUNT_TARGETS, _is_amount),
		**dict.fromkeys(DAY_TARGETS, parse_date),
	},
	by_values=(NUMBER,),
	further={},
	many=(),
)


def is_sale_table(header: Sequence[str]) -> bool:
	"""Return whether columns are those of sales, and of nothing else."""
	targets = {SALE_WORDS.find_whole(cell) or SALE_WORDS.find_phrase(cell)[0] for cell in header}
	return all(targets.intersection(signs) for signs in SIGNS)
