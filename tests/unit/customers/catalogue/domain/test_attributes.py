"""Characteristics of items: cleaned by their type, required ones missed, kinds that stay."""

import pytest

from chasqui.contracts.customers.catalogue import Attribute, ItemState
from customers.catalogue.domain.attributes import clean_attributes, find_clashes, list_missing
from customers.catalogue.domain.states import MOVES, may_move
from customers.people.domain.problems import BadField

SPEED = Attribute.model_validate(
	{
		"key": "velocidad",
		"label": "Velocidad",
		"kind": "number",
		"unit": "Mbps",
		"is_required": True,
	}
)
SETUP = Attribute.model_validate({"key": "instalacion", "label": "Instalación", "kind": "boolean"})
DECLARED = (SPEED, SETUP)


@pytest.mark.covers("M12", "C9")
class TestAttributes:
	def test_values_are_kept_as_their_kind(self) -> None:
		cleaned = clean_attributes({"velocidad": "300.50", "instalacion": "sí"}, DECLARED)
		assert cleaned == {"velocidad": "300.5", "instalacion": True}

	@pytest.mark.parametrize(("key", "value"), [("velocidad", "rápida"), ("color", "azul")])
	def test_what_does_not_fit_is_refused_at_its_field(self, key: str, value: str) -> None:
		with pytest.raises(BadField) as caught:
			clean_attributes({key: value}, DECLARED)
		assert caught.value.field == f"attributes.{key}"

	def test_zero_and_no_are_values(self) -> None:
		required = [one.model_copy(update={"is_required": True}) for one in DECLARED]
		assert list_missing({"velocidad": "0", "instalacion": False}, required) == []
		assert list_missing({}, required) == ["Velocidad", "Instalación"]

	def test_a_kind_in_use_stays(self) -> None:
		text = Attribute.model_validate({"key": "velocidad", "label": "Clase", "kind": "text"})
		assert find_clashes(DECLARED, (text,), {"velocidad"}) == ["Velocidad"]
		assert find_clashes(DECLARED, (text,), set()) == []
		assert find_clashes(DECLARED, (), {"velocidad"}) == []  # taken away, the values stay


@pytest.mark.covers("C1")
class TestStates:
	def test_every_state_has_its_moves_and_a_draft_never_comes_back(self) -> None:
		assert set(MOVES) == set(ItemState)
		assert not any(may_move(one, ItemState.DRAFT) for one in ItemState)
