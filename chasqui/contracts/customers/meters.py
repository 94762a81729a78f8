"""Words of meters, and of what makers call their machines."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer

from chasqui.contracts.customers.list_values import Printable
from chasqui.contracts.wire import Number, write_plainly

MOST_METER = 9_999_999
BrandText = Annotated[str, Printable, Field(min_length=1, max_length=60)]
ModelText = Annotated[str, Printable, Field(min_length=1, max_length=80)]
MeterValue = Annotated[
	Number,
	Field(ge=0, le=MOST_METER, max_digits=8, decimal_places=1),
	PlainSerializer(write_plainly, return_type=str, when_used="json"),
]
"""Hours or kilometres, tenths too."""


class MeterKind(StrEnum):
	NONE = "none"
	HOURS = "hours"
	KM = "km"
