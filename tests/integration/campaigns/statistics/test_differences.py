"""Figures that do not agree when they are counted again are kept until they do."""

import pytest
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from campaigns.app.tasks import build_tasks
from campaigns.features import FEATURES
from campaigns.statistics.repositories.differences import FigureDifferenceRepository
from chasqui.contracts.access import Role
from chasqui.contracts.queues import CAMPAIGNS_CHECK_FIGURES
from chasqui.kernel.tasks.recounts import Recount
from chasqui.kernel.tasks.worker import list_recounts
from portal.home.labels import FIGURES
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.support.campaigns_world import CampaignsWorld

WAY = "/v1/figure-differences"


@pytest.mark.covers("R46")
def test_they_are_shown_until_a_count_agrees(world: CampaignsWorld) -> None:
	start_campaign(world, members=2, assigned=2)
	advisor = world.open_client(Role.ADVISOR)
	record(advisor, take_next(advisor), "SALE")
	check = build_tasks(world.wiring)[CAMPAIGNS_CHECK_FIGURES]
	admin = world.open_client(Role.ADMINISTRATOR)
	check()
	assert admin.get(WAY).json["items"] == []
	with world.wiring.database.open_session() as session:
		session.execute(text("UPDATE campaign_day SET attempts = attempts + 1"))
	for _ in range(2):
		check()
		[found] = admin.get(WAY).json["items"]
		assert (found["figures"], found["rows"]) == ("campaign_day", 1)
	with world.wiring.database.open_session() as session:
		session.execute(text("UPDATE campaign_day SET attempts = attempts - 1"))
	check()
	assert admin.get(WAY).json["items"] == []
	assert world.open_client(Role.MARKETING_HEAD).get(WAY).status_code == 403


def test_people_read_what_each_is_called(world: CampaignsWorld) -> None:
	assert {one.name for one in list_recounts(FEATURES, world.wiring)} == set(FIGURES)


def test_a_count_that_fails_keeps_what_is_known(world: CampaignsWorld) -> None:
	def fail(session: Session) -> list[Row[int]]:
		raise ZeroDivisionError

	def keep(session: Session, figures: str, rows: int) -> None:
		FigureDifferenceRepository(session).keep(figures, rows)

	with world.wiring.database.open_session() as session:
		keep(session, "call", 2)
	with pytest.raises(ZeroDivisionError):
		Recount("call", fail).run(world.wiring.database, keep)
	found = world.open_client(Role.ADMINISTRATOR).get(WAY).json["items"]
	assert [(one["figures"], one["rows"]) for one in found] == [("call", 2)]
