"""No number or day of a contract is so large that reckoning with it or writing it breaks."""

import importlib
import pkgutil
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import AfterValidator, BaseModel, ValidationError

import chasqui.contracts
from chasqui.contracts.wire import Day, Instant, Money, Number, check_number, check_year

CHECKS = {Decimal: check_number, date: check_year, datetime: check_year}
HUGE = ("1E+60000000", "1E-60000000", "0E+60000000", "9" * 40, "NaN", "-Infinity")


class Sample(BaseModel):
	money: Money | None = None
	number: Number | None = None
	day: Day | None = None
	instant: Instant | None = None


def list_models() -> set[type[BaseModel]]:
	for module in pkgutil.iter_modules(chasqui.contracts.__path__):
		importlib.import_module(f"chasqui.contracts.{module.name}")
	found, waiting = set(), list(BaseModel.__subclasses__())
	while waiting:
		model = waiting.pop()
		waiting += model.__subclasses__()
		if model.__module__.startswith("chasqui.contracts"):
			found.add(model)
	return found


def list_bare(annotation: Any, checks: tuple[Any, ...]) -> Iterator[Any]:
	"""Yield the kinds that stand in an annotation without their check."""
	if annotation in CHECKS and CHECKS[annotation] not in checks:
		yield annotation
	metadata = getattr(annotation, "__metadata__", ())
	own = tuple(one.func for one in metadata if isinstance(one, AfterValidator))
	for inner in get_args(annotation):
		if isinstance(inner, type) or get_args(inner):
			yield from list_bare(inner, own)


def test_every_number_and_day_of_every_contract_is_bounded() -> None:
	models = list_models()
	assert len(models) > 100
	bare = {
		(model.__name__, name)
		for model in models
		for name, field in model.model_fields.items()
		for _ in list_bare(
			field.annotation,
			tuple(one.func for one in field.metadata if isinstance(one, AfterValidator)),
		)
	}
	assert bare == set()


@pytest.mark.parametrize("name", ["money", "number"])
@pytest.mark.parametrize("text", HUGE)
def test_a_huge_number_is_refused_before_it_is_written(name: str, text: str) -> None:
	tracemalloc.start()
	for read in (
		lambda: Sample.model_validate_json(f'{{"{name}": "{text}"}}'),
		lambda: Sample.model_validate_json(f'{{"{name}": {text}}}'),
		lambda: Sample.model_validate({name: text}),
		lambda: Sample.model_validate({name: Decimal(text)}),
	):
		try:
			written = read().model_dump_json()
		except ValidationError:
			continue
		assert len(written) < 200  # a zero, in whatever writing
	assert tracemalloc.get_traced_memory()[1] < 1_000_000
	tracemalloc.stop()


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "2201-01-01"])
def test_a_day_of_another_age_is_refused(text: str) -> None:
	with pytest.raises(ValidationError):
		Sample.model_validate({"day": text})
	with pytest.raises(ValidationError):
		Sample.model_validate({"instant": f"{text}T00:00:00Z"})
