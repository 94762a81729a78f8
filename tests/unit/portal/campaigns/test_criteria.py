"""The wizard asks every criterion that the contract gives words to, and tells what was asked."""

from types import SimpleNamespace

import pytest
from werkzeug.datastructures import MultiDict

from chasqui.contracts.campaigns.campaigns import CampaignFields
from chasqui.contracts.customers.criteria import read_criteria
from chasqui.contracts.customers.segments import SegmentCriteria
from portal.app import create_app
from portal.campaigns.forms.steps import find_step
from portal.campaigns.labels.criteria import (
	CONTROLS,
	PREFIX,
	Control,
	Style,
	group_controls,
	list_chips,
)
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
	rows = [*group_controls(), *group_controls(is_further=True)]
	assert [one for row in rows for one in row] == CONTROLS


@pytest.fixture(autouse=True)
def _no_advisors(monkeypatch: pytest.MonkeyPatch) -> None:
	"""Nobody is signed in here who could ask what advisors and items are called."""
	monkeypatch.setattr("portal.accounts.clients.list_advisors", list)
	monkeypatch.setattr("portal.sales.clients.list_offers", list)
	no_types = SimpleNamespace(items=[])
	monkeypatch.setattr("portal.equipment.clients.ask", lambda _endpoint: no_types)
	nobody = SimpleNamespace(may=lambda _permission: False)
	monkeypatch.setattr("portal.campaigns.labels.criteria.read_person", lambda: nobody)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.names[0])
def test_what_is_asked_is_told_in_words(control: Control) -> None:
	with create_app().test_request_context():
		before = tell()
		for name in control.names:
			value = choose_value(control)
			news = set(tell((name, value))) - set(before)
			assert len(news) == 1
			assert value not in news


def tell(*typed: tuple[str, str]) -> list[str]:
	form = Form.read(CampaignFields, MultiDict(typed))
	return [str(text) for _style, text in list_chips(form)]


def choose_value(control: Control) -> str:
	"""Return what somebody may ask by a control, other than what it asks by itself."""
	options = control.choice.list_all() if control.choice and control.choice.list_all else []
	if options:
		return next(code for code, _ in options if code != control.default)
	return {Style.DAYS: "2026-03-09", Style.LINES: "zona:norte"}.get(control.style, "41")


def test_each_line_of_an_area_is_asked_by_itself() -> None:
	with create_app().test_request_context():
		assert tell(("criteria.tags", "VIP\r\nferia 2026")) == [
			*tell(), "Etiquetas: VIP", "Etiquetas: feria 2026",
		]  # fmt: skip


def test_both_of_yes_and_no_are_told() -> None:
	with create_app().test_request_context():
		asked = tell(("criteria.may_email", "yes"), ("criteria.may_email", "no"))
		assert {"Se le puede escribir: sí", "Se le puede escribir: no"} <= set(asked)
