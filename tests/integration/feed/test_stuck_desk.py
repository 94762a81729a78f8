"""What the administrator does with an event that got stuck."""

import pytest
from structlog.testing import capture_logs

from chasqui.contracts.access import Role
from chasqui.contracts.stuck_events import PATH_STUCK
from tests.integration.feed.feed_world import FeedWorld
from tests.integration.feed.test_consumer import POISON


@pytest.fixture
def stuck(world: FeedWorld) -> str:
	"""The path of an event that got stuck."""
	world.tell_raw("customers", "consent_changed", POISON)
	for _ in range(5):
		world.consume()
		world.hurry()
	items = world.campaigns.open_client(Role.ADMINISTRATOR).get(PATH_STUCK).json["items"]
	assert [(one["subject"], one["failures"], one["name"]) for one in items] == [
		("customer:5", 5, "consent_changed")
	]
	return f"{PATH_STUCK}/{items[0]['event_id']}"


class TestStuckDesk:
	def test_it_is_tried_again_as_it_stands_by_then(self, world: FeedWorld, stuck: str) -> None:
		admin = world.campaigns.open_client(Role.ADMINISTRATOR)
		assert admin.post(f"{stuck}/retry").status_code == 204
		assert world.campaigns.messages.sent == [("campaigns.consume_events", {})]

		def mend(page: object) -> None:
			page["items"][0]["payload"]["channel"] = "phone"  # type: ignore[index]

		world.change = lambda page: mend(page) if page["items"] else None
		world.consume()
		assert world.list_objections() == {5}
		assert admin.get(PATH_STUCK).json["items"] == []
		assert admin.post(f"{stuck}/retry").status_code == 404

	def test_a_try_in_vain_brings_it_back(self, world: FeedWorld, stuck: str) -> None:
		admin = world.campaigns.open_client(Role.ADMINISTRATOR)
		admin.post(f"{stuck}/retry")
		assert admin.get(PATH_STUCK).json["items"] == []
		world.consume()
		assert len(admin.get(PATH_STUCK).json["items"]) == 1

	def test_it_is_dropped_with_a_reason_and_by_somebody(
		self, world: FeedWorld, stuck: str
	) -> None:
		admin = world.campaigns.open_client(Role.ADMINISTRATOR)
		assert admin.post(f"{stuck}/drop", json={"reason": ""}).status_code == 422
		with capture_logs() as logs:
			assert admin.post(f"{stuck}/drop", json={"reason": "Se corrigió"}).status_code == 204
		subject = f"staff:{world.campaigns.staff['administrator']}"
		assert [(one["event"], one["by"]) for one in logs] == [("stuck_event_dropped", subject)]
		kept = world.query("SELECT dropped_by, drop_reason FROM stuck_event")
		assert kept == [(subject, "Se corrigió")]
		assert admin.get(PATH_STUCK).json["items"] == []

	@pytest.mark.parametrize("role", [Role.MARKETING_HEAD, Role.ADVISOR])
	def test_it_is_the_administrators(self, world: FeedWorld, stuck: str, role: Role) -> None:
		client = world.campaigns.open_client(role)
		assert client.get(PATH_STUCK).status_code == 403
		assert client.post(f"{stuck}/retry").status_code == 403
		assert client.post(f"{stuck}/drop", json={"reason": "Porque sí"}).status_code == 403
