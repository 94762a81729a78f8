"""The wizard asks every criterion that the contract gives words to, and tells what was asked."""

import pytest
from werkzeug.datastructures import MultiDict

from chasqui.contracts.campaigns.campaigns import CampaignFields
from chasqui.contracts.customers.criteria import read_criteria
from chasqui.contracts.customers.segments import SegmentCriteria
from portal.app import create_app
from portal.campaigns.forms.steps import find_step
from portal.campaigns.labels.criteria import CONTROLS, PREFIX, Control, group_controls, list_chips
from portal.campaigns.labels.fields import FIELD_NAMES
from portal.shell.forms.form import Form

ASKED = {
	name
	for name in SegmentCriteria.model_fields
	if name != "as_of"  # a campaign counts on the day that it is asked
}


def test_every_field_has_its_words_and_its_place_in_the_wizard() -> None:
	names = {PREFIX + name for name in ASKED}
	step = find_step("segmento")
	assert set(read_criteria(SegmentCriteria)) == ASKED
	assert step is not None
	assert names <= set(step.fields)
	assert names <= set(FIELD_NAMES)
	assert [one for row in group_controls() for one in row] == CONTROLS


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.names[0])
def test_what_is_asked_is_told_in_words(control: Control) -> None:
	with create_app().test_request_context():
		before = tell()
		for name in control.names:
			values = [code for code, _ in control.choice.list_all()] if control.choice else ["41"]
			(value, *_) = (one for one in values if one != control.default)
			news = set(tell((name, value))) - set(before)
			assert len(news) == 1
			assert value not in news


def tell(*typed: tuple[str, str]) -> list[str]:
	form = Form.read(CampaignFields, MultiDict(typed))
	return [str(text) for _style, text in list_chips(form)]
