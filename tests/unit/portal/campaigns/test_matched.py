"""Why somebody is in an audience, in words."""

from decimal import Decimal
from typing import Any

import pytest

from chasqui.contracts.campaigns.audiences import MemberView
from chasqui.contracts.customers.criteria import read_criteria
from chasqui.contracts.customers.segments import SegmentCriteria
from portal.app import create_app
from portal.campaigns.labels.matched import describe_matched


@pytest.mark.parametrize(
	("matched", "told"),
	[
		({"tags": ["VIP", "feria"]}, ["etiquetas: VIP, feria"]),
		({"customs": {"tv": 3, "zona": "norte"}}, ["campos propios: tv 3, zona norte"]),
		({"categories": "loyal"}, ["categoría por antigüedad: leal"]),
		({"may_email": True, "consent_phone": False},
			["se le puede escribir: sí", "acepta llamadas: no"]),
		({"contacted_from": "2026-11-03"}, ["contactado desde el: 3 nov 2026"]),
		({"warnings": ["wrong_phone"]}, ["avisos: Teléfono equivocado"]),
		({"picked": True}, ["elegido a mano"]),
		({"imports": 7}, ["importaciones: n.º 7"]),
		({"de_otra_version": 1}, []),
		({}, []),
	],
)  # fmt: skip
def test_each_value_is_told(matched: dict[str, Any], told: list[str]) -> None:
	with create_app().test_request_context():
		assert describe_matched(make_member(matched=matched)) == told


def test_the_income_comes_first() -> None:
	with create_app().test_request_context():
		told = describe_matched(make_member(income=Decimal("1200.50"), matched={"picked": True}))
		assert told == ["ingreso: $1.200,50", "elegido a mano"]


def test_no_criterion_breaks_the_page_by_what_it_says() -> None:
	with create_app().test_request_context():
		for name in read_criteria(SegmentCriteria):
			assert describe_matched(make_member(matched={name: "algo"}))


def make_member(**fields: Any) -> MemberView:
	known = {"customer_id": 1, "name": "Ana", "masked_id": "17******34", "age": 34, "gender": "F",
		"province": None, "canton": None, "may_email": True, "may_phone": True}  # fmt: skip
	return MemberView.model_validate({**known, **fields})
