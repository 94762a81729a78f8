"""Whatever is asked within the contracts' shapes, the service never fails: no 5xx."""

import pytest

from chasqui.contracts.access import Role
from chasqui.kernel.web.openapi import build_document
from mailer.app.web import create_app
from mailer.app.wiring import Wiring
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run
from tests.support.openapi_walk import list_failures, list_unversioned
from tests.support.tokens import TokenMaker


def test_every_change_of_a_record_carries_its_version(wiring: Wiring) -> None:
	app = create_app(wiring.config)
	assert list_unversioned(build_document(app)) == []
	assert app.database is not None
	app.database.close()


@pytest.mark.timeout(7200)
def test_no_request_of_the_right_shape_makes_it_fail(
	wiring: Wiring, campaigns: FakeCampaigns, tokens: TokenMaker
) -> None:
	open_run(wiring, campaigns, 3)
	app = create_app(wiring.config)
	token = tokens.make_staff_token("mailer", *Role)
	assert list_failures(app, token) == []
	assert app.database is not None
	app.database.close()
