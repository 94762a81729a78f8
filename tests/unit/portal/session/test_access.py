"""Where the sign-in may lead: only to our own pages."""

import pytest

from portal.session.local_ways import keep_local


@pytest.mark.parametrize(
	"target", [None, "", "https://example.com/", "//example.com", "/\\example.com", "/a\nb", "/"]
)
def test_it_leads_nowhere_else(target: str | None) -> None:
	assert keep_local(target) is None


@pytest.mark.parametrize("target", ["/campanas/", "/clientes/?q=ana&sort=name"])
def test_it_leads_back(target: str) -> None:
	assert keep_local(target) == target
