"""What is wrong in a contract is said in words that fit what was typed."""

from typing import Any

import pytest
from pydantic import Field, ValidationError

from chasqui.contracts.campaigns.desk import CallResult
from chasqui.contracts.wire import Contract, Line
from chasqui.kernel.field_errors import list_field_errors


class Typed(Contract):
	text: str = Field(default="abc", min_length=2, max_length=5)
	line: Line = Field(default="abc", min_length=2, max_length=5)
	some: list[int] = Field(default=[1, 2], min_length=2, max_length=5)
	result: CallResult = CallResult.SALE


def read_error(**typed: Any) -> str:
	with pytest.raises(ValidationError) as caught:
		Typed.model_validate(typed)
	[error] = list_field_errors(caught.value)
	return str(error.message)


@pytest.mark.parametrize("name", ["text", "line"])
def test_a_text_has_letters(name: str) -> None:
	assert read_error(**{name: "x"}) == "Es demasiado corto: al menos 2 caracteres."
	assert read_error(**{name: "x" * 6}) == "Es demasiado largo: 5 caracteres como máximo."


def test_a_list_has_elements() -> None:
	assert read_error(some=[1]) == "Faltan elementos: al menos 2."
	assert read_error(some=[1] * 6) == "Hay demasiados elementos: 5 como máximo."


def test_what_may_be_chosen_is_said_without_english() -> None:
	message = read_error(result="NADA")
	assert message.startswith("Debe ser uno de: 'SALE', ")
	assert message.endswith(", 'DO_NOT_CALL', 'SKIPPED'.")
