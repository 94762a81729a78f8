"""Amounts in the writings of the world: what one value, and what a column of them, says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.customers.catalogue import Attribute
from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from customers.imports.domain.amounts import (
	AmbiguousAmount,
	choose_writing,
	guess_amounts,
	list_writings,
	parse_amount,
	write_plainly,
)
from customers.imports.domain.item_details import split_details
from customers.imports.domain.item_rows import ItemRowParser
from customers.imports.domain.sections import SectionParser
from customers.imports.engines.xlsx_table import write_number
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import Profile

AUTO, PLAIN, SPANISH = AmountWriting.AUTO, AmountWriting.PLAIN, AmountWriting.SPANISH
CENTS = st.decimals(min_value=0, max_value=10**11, places=2)
# As people write them: with thousands or without, with no, one, two or three decimals.
NUMBERS = st.builds(
	lambda amount, places: amount.quantize(Decimal(1).scaleb(-places)),
	st.decimals(min_value=0, max_value=10**9, places=3),
	st.integers(0, 3),
)
SWAP = str.maketrans(",.", ".,")


def write(amount: Decimal, writing: AmountWriting, *, is_grouped: bool) -> str:
	"""Return an amount as somebody of that writing types it."""
	text = f"{amount:,f}" if is_grouped else f"{amount:f}"
	return text.translate(SWAP) if writing is SPANISH else text


class TestValues:
	@given(amount=CENTS)
	def test_both_writings_are_told_apart(self, amount: Decimal) -> None:
		for writing in (PLAIN, SPANISH):
			for is_grouped in (False, True):
				text = write(amount, writing, is_grouped=is_grouped)
				assert parse_amount(text, is_spanish=choose_writing(text)) == amount

	@given(amount=NUMBERS, writing=st.sampled_from([PLAIN, SPANISH]), is_grouped=st.booleans())
	def test_nothing_is_ever_read_as_another_amount(
		self, amount: Decimal, writing: AmountWriting, is_grouped: bool
	) -> None:
		text = write(amount, writing, is_grouped=is_grouped)
		assert Decimal(write_plainly(text, writing)) == amount
		try:
			assert Decimal(write_plainly(text, AUTO)) == amount
		except AmbiguousAmount:
			assert list_writings(text) == [PLAIN, SPANISH]
			read = {write_plainly(text, one) for one in (PLAIN, SPANISH)}
			assert len(set(map(Decimal, read))) == 2

	@given(amount=st.floats(min_value=0, max_value=1e9, allow_nan=False))
	def test_a_number_of_a_sheet_is_read_as_it_was(self, amount: float) -> None:
		text = write_number(amount)
		assert not choose_writing(text)
		exact = Decimal(format(amount, ".15g"))
		cents = parse_amount(text, is_spanish=False)
		assert abs(cents - exact) <= Decimal("0.005")

	@pytest.mark.parametrize("text", ["1.234", "12.345", "999.999", "1,234", "12,345", "999,999"])
	def test_what_reads_both_ways_is_refused(self, text: str) -> None:
		with pytest.raises(AmbiguousAmount, match=text):
			choose_writing(text)

	@pytest.mark.parametrize(
		("text", "amount"),
		[
			("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1,234,567", "1234567"),
			("1.234.567", "1234567"), ("0.234", "0.23"), ("0,234", "0.23"), ("1234,567", "1234.57"),
			("1,5", "1.50"), ("1.5", "1.50"),
		],
	)  # fmt: skip
	def test_its_own_signs_may_decide(self, text: str, amount: str) -> None:
		assert parse_amount(text, is_spanish=choose_writing(text)) == Decimal(amount)


class TestColumns:
	@given(
		amounts=st.lists(NUMBERS, min_size=1, max_size=6),
		writing=st.sampled_from([PLAIN, SPANISH]),
		is_grouped=st.booleans(),
	)
	def test_a_column_is_read_right_or_asked_about(
		self, amounts: list[Decimal], writing: AmountWriting, is_grouped: bool
	) -> None:
		texts = [write(one, writing, is_grouped=is_grouped) for one in amounts]
		found = guess_amounts(texts)
		if found is None:
			assert all(len(list_writings(text)) != 1 for text in texts)
			return
		assert [Decimal(write_plainly(text, found)) for text in texts] == amounts

	@pytest.mark.parametrize(
		("texts", "found"),
		[
			(["1.234,50", "1.200"], SPANISH), (["$ 1234.50", "1.200"], PLAIN),
			(["1,234", "1,200.5"], PLAIN), (["1,234", "12,5"], SPANISH), (["800"], AUTO),
			(["800", "1.234"], None), (["1,234", "2,500"], None), (["1.234", "2,500"], None),
			(["1,234.5", "1.234,5"], AUTO), (["1,234.5", "1.234,5", "1,234"], AUTO), ([], AUTO),
		],
	)  # fmt: skip
	def test_values_decide_for_one_another(
		self, texts: list[str], found: AmountWriting | None
	) -> None:
		assert guess_amounts(texts) is found


NUMBER = {"label": "Cupo", "kind": FieldKind.NUMBER}
PROFILE = Profile(*[None] * len(Profile._fields))  # type: ignore[arg-type]


class TestEverywhere:
	"""Each place where a file's number is read obeys the same rule."""

	def read_custom(self, text: str, writing: AmountWriting) -> object:
		custom = {"cupo": CustomFieldFields.model_validate({"key": "cupo", **NUMBER})}
		read = SectionParser([(0, "custom.cupo")], custom, writing).read([text], PROFILE)
		return [fault.code for fault in read.faults] or read.profile.custom

	def test_in_a_companys_own_fields(self) -> None:
		assert self.read_custom("1,234", AUTO) == ["ambiguous_amount"]
		assert self.read_custom("1,234", PLAIN) == '{"cupo": "1234"}'
		assert self.read_custom("-1.234,50", AUTO) == '{"cupo": "-1234.5"}'
		assert self.read_custom("1,234.50", SPANISH) == ["bad_value"]

	def read_detail(self, text: str, writing: AmountWriting) -> object:
		declared = [Attribute.model_validate({"key": "cupo", "unit": "GB", **NUMBER})]
		return split_details([("Cupo", text)], declared, writing)[0]["cupo"]

	def test_in_characteristics_of_items(self) -> None:
		with pytest.raises(BadField) as bad:
			self.read_detail("1.234 GB", AUTO)
		assert bad.value.code == "ambiguous_amount"
		assert self.read_detail("1.234 GB", SPANISH) == "1234"
		assert self.read_detail("1,234.5 gb", AUTO) == "1234.5"

	def test_in_prices(self) -> None:
		header = ["nombre", "precio"]
		with pytest.raises(BadField) as bad:
			ItemRowParser(header, is_mixed=False).read(["Plan", "1,234"])
		assert bad.value.code == "ambiguous_amount"
		read = ItemRowParser(header, is_mixed=False, amounts=PLAIN).read(["Plan", "1,234"])
		assert read.price == 1234
