"""The columns of an export of promotions: titles in Spanish, and values."""

from collections.abc import Callable

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.promotions import Promotion, PromotionKind, PromotionPhase
from chasqui.kernel.sheets.cells import Cell

KINDS = {
	PromotionKind.PERCENT: "porcentaje de descuento",
	PromotionKind.AMOUNT: "dólares de descuento",
	PromotionKind.PRICE: "precio especial",
	PromotionKind.TEXT: "texto",
}
PHASES = {
	PromotionPhase.DRAFT: "borrador",
	PromotionPhase.COMING: "por empezar",
	PromotionPhase.CURRENT: "vigente",
	PromotionPhase.ENDED: "terminada",
}
AUDIENCES = {CustomerKind.PERSON: "personas", CustomerKind.COMPANY: "empresas"}
COLUMNS: dict[str, Callable[[Promotion], Cell]] = {
	"Promoción": lambda one: one.name,
	"Estado": lambda one: PHASES[one.phase],
	"Clase": lambda one: KINDS[one.kind],
	"Valor": lambda one: one.value,
	"Texto": lambda one: one.text,
	"Condiciones": lambda one: one.conditions,
	"Desde": lambda one: one.valid_from,
	"Hasta": lambda one: one.valid_until,
	"Para": lambda one: "todos" if one.for_kind is None else AUDIENCES[one.for_kind],
	"Artículos": lambda one: len(one.item_ids),
	"Tipos": lambda one: len(one.type_ids),
}
