"""What the sample company sells: invented services and products, of invented brands."""

from dataclasses import dataclass
from decimal import Decimal

from chasqui.contracts.customers.catalogue import Objection, SalesSheet


@dataclass(frozen=True)
class SampleItem:
	"""`kind` is the name of a type that every installation begins with."""

	kind: str
	name: str
	reference: str
	price: Decimal
	attributes: dict[str, str | bool]
	sheet: SalesSheet
	brand: str = ""
	stock: int = 0


HOME = SalesSheet(
	pitch="Toda la casa conectada por fibra, con la instalación incluida.",
	conditions="Permanencia de 12 meses. Precio de ejemplo, sin IVA.",
	objections=[
		Objection(objection="Ya tengo internet", answer="¿Cuánto paga y a qué velocidad le llega?"),
		Objection(objection="Es caro", answer="Incluye la instalación y el equipo en préstamo."),
	],
)
MOBILE = SalesSheet(
	pitch="Datos que alcanzan para el mes y minutos a cualquier operadora.",
	conditions="Sin permanencia. Precio de ejemplo, sin IVA.",
	objections=[Objection(objection="No uso tantos datos", answer="Hay un plan menor.")],
)
GOODS = SalesSheet(pitch="Mejora la señal en toda la casa.", conditions="Garantía de ejemplo.")
ITEMS = (
	SampleItem(
		"Internet por fibra", "Fibra Hogar 300 (ejemplo)", "EJ-FIBRA-300", Decimal("25.00"),
		{"velocidad": "300", "instalacion": True}, HOME,
	),
	SampleItem(
		"Internet por fibra", "Fibra Hogar 600 (ejemplo)", "EJ-FIBRA-600", Decimal("34.90"),
		{"velocidad": "600", "instalacion": True}, HOME,
	),
	SampleItem(
		"Pospago", "Móvil 20 GB (ejemplo)", "EJ-MOVIL-20", Decimal("17.50"), {"datos": "20"},
		MOBILE,
	),
	SampleItem(
		"Prepago", "Recarga 30 días (ejemplo)", "EJ-RECARGA-30", Decimal("10.00"),
		{"vigencia": "30"}, MOBILE,
	),
	SampleItem(
		"Equipo", "Repetidor de señal (ejemplo)", "EJ-REPETIDOR", Decimal("59.90"),
		{"garantia": "12"}, GOODS, brand="Marca de ejemplo", stock=40,
	),
)  # fmt: skip
