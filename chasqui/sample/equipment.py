"""What machines the sample's customers have: invented models of invented brands."""

from dataclasses import dataclass
from decimal import Decimal

from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.parts import PartFields

REPEATER = "EJ-REPETIDOR"
"""The reference of the product that repairs use."""
OIL = PartFields(
	name="Juego de filtros (ejemplo)", quantity=Decimal("1.5"), unit_price=Decimal("12.40")
)


@dataclass(frozen=True)
class SampleMachine:
	"""`used` is what its meter said four months ago, `pace` what it runs on a day."""

	brand: str
	model: str
	meter: MeterKind
	canton: str
	used: int = 0
	pace: int = 0


MACHINES = (
	SampleMachine("Cóndor (ejemplo)", "T-75", MeterKind.HOURS, "1701", 1200, 2),
	SampleMachine("Cóndor (ejemplo)", "T-90", MeterKind.HOURS, "0601", 300, 3),
	SampleMachine("Amancay (ejemplo)", "Furgón 3", MeterKind.KM, "0901", 48_000, 90),
	SampleMachine("Cotopaxi (ejemplo)", "Red 12", MeterKind.NONE, "0101"),
	SampleMachine("Cotopaxi (ejemplo)", "Red 24", MeterKind.NONE, "1301"),
)
PLANS = (
	("Cóndor (ejemplo)", "T-75", MeterKind.HOURS, Decimal(200), 6),
	("Cóndor (ejemplo)", "T-90", MeterKind.HOURS, Decimal(250), None),
	("Amancay (ejemplo)", "Furgón 3", MeterKind.KM, Decimal(10_000), 12),
	("Cotopaxi (ejemplo)", "Red 12", MeterKind.NONE, None, 1),
)
"""Brand, model, kind of meter, every so much use, every so many months."""
