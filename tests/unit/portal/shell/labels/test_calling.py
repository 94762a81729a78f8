"""Which numbers a telephone can dial."""

import pytest

from portal.shell.labels.formats import can_call


@pytest.mark.parametrize("number", ["+593991234567", "0991234567", "022123456"])
def test_it_can_be_called(number: str) -> None:
	assert can_call(number)


@pytest.mark.parametrize("number", [None, "", "—", "09******67", "+593 ***", "123"])
def test_it_cannot(number: str | None) -> None:
	assert not can_call(number)
