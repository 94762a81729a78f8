"""The columns of an export of promotions: titles in Spanish, and values."""

from collections.abc import Callable

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.promotions import Promotion, PromotionKind, PromotionPhase
from chasqui.kernel.sheets.cells import Cell
from chasqui.kernel.texts.text import Text, say

KINDS = {
	PromotionKind.PERCENT: say("porcentaje de descuento"),
	PromotionKind.AMOUNT: say("dólares de descuento"),
	PromotionKind.PRICE: say("precio especial"),
	PromotionKind.TEXT: say("texto"),
}
PHASES = {
	PromotionPhase.DRAFT: say("borrador"),
	PromotionPhase.COMING: say("por empezar"),
	PromotionPhase.CURRENT: say("vigente"),
	PromotionPhase.ENDED: say("terminada"),
}
AUDIENCES = {CustomerKind.PERSON: say("personas"), CustomerKind.COMPANY: say("empresas")}
EVERYBODY = say("todos")
COLUMNS: tuple[tuple[Text, Callable[[Promotion], Cell]], ...] = (
	(say("Promoción"), lambda one: one.name),
	(say("Estado"), lambda one: PHASES[one.phase]),
	(say("Clase"), lambda one: KINDS[one.kind]),
	(say("Valor"), lambda one: one.value),
	(say("Texto"), lambda one: one.text),
	(say("Condiciones"), lambda one: one.conditions),
	(say("Desde"), lambda one: one.valid_from),
	(say("Hasta"), lambda one: one.valid_until),
	(say("Para"), lambda one: EVERYBODY if one.for_kind is None else AUDIENCES[one.for_kind]),
	(say("Artículos"), lambda one: len(one.item_ids)),
	(say("Tipos"), lambda one: len(one.type_ids)),
)
