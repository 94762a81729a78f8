"""Each event has one payload, and it bears what an erasure takes out of it."""

import pytest

from chasqui.contracts.event_payloads import PAYLOADS, EventName, EventPayload

CONTACTS = ("email", "phone", "previous_email", "previous_phone")


def test_each_name_has_one_payload() -> None:
	assert set(PAYLOADS) == {name.value for name in EventName}
	assert len(EventPayload.__subclasses__()) == len(EventName)


@pytest.mark.parametrize("model", PAYLOADS.values(), ids=lambda model: model.__name__)
class TestPayloads:
	def test_a_contact_may_be_gone(self, model: type[EventPayload]) -> None:
		needed = {name for name, field in model.model_fields.items() if field.is_required()}
		assert needed.isdisjoint(CONTACTS)

	def test_its_subjects_are_fields_of_it(self, model: type[EventPayload]) -> None:
		assert set(model.SUBJECTS) <= set(model.model_fields)
