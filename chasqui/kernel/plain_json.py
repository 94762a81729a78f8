"""JSON that strangers wrote, read where no contract reads it: the one decoder of all edges."""

import json
from decimal import Decimal
from typing import Any

from chasqui.contracts.wire import check_number

# What a double holds (IEEE 754: 4.9E-324 to 1.8E+308), and so every number of a sheet or script.
MOST_EXPONENT = 324


def read_json(data: bytes | str) -> Any:
	"""Return what a JSON document says, its numbers with a point as `Decimal`.

	:raises ValueError: it is no JSON, nested too deep, or holds half a character or a number that
		would fill the memory when written out
	"""
	text = data if isinstance(data, str) else data.decode(json.detect_encoding(data))
	try:
		document = json.loads(text, parse_float=_read_number, parse_constant=_read_number)
		if "\\u" in text:  # only an escape can write half of a surrogate pair
			json.dumps(document, ensure_ascii=False, default=str).encode()
	except RecursionError as error:
		raise ValueError("nested too deep") from error
	return document


def _read_number(text: str) -> Decimal:
	return check_number(Decimal(text), MOST_EXPONENT)
