"""What the sample company promotes: one that is over, some that hold, one that comes."""

from dataclasses import dataclass
from decimal import Decimal

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.promotions import PromotionKind


@dataclass(frozen=True)
class SamplePromotion:
	"""`starts` and `days` count from the day of the story; `references` and `types` are of it."""

	name: str
	kind: PromotionKind
	value: Decimal | None = None
	text: str = ""
	references: tuple[str, ...] = ()
	types: tuple[str, ...] = ()
	starts: int = 0
	days: int = 30
	for_kind: CustomerKind | None = None
	is_over: bool = False


PROMOTIONS = (
	SamplePromotion(
		"Bienvenida (ejemplo)", PromotionKind.PERCENT, Decimal(15), "15 % el primer año",
		references=("EJ-FIBRA-300",),
	),
	SamplePromotion(
		"Dos meses gratis (ejemplo)", PromotionKind.TEXT, None, "Dos meses gratis",
		types=("Pospago",), days=60,
	),
	SamplePromotion(
		"Fibra para empresas (ejemplo)", PromotionKind.PERCENT, Decimal(20),
		types=("Internet por fibra",), for_kind=CustomerKind.COMPANY,
	),
	SamplePromotion(
		"Regreso a clases (ejemplo)", PromotionKind.AMOUNT, Decimal(5),
		references=("EJ-FIBRA-600",), starts=20,
	),
	SamplePromotion(
		"Feria del mes pasado (ejemplo)", PromotionKind.PRICE, Decimal("49.90"),
		references=("EJ-REPETIDOR",), is_over=True,
	),
)  # fmt: skip
