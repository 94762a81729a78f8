"""Streams an audience's recipients to the mailer (K16, K23)."""

import json
from collections.abc import Iterator

from campaigns.audiences.repositories.audiences import AudienceRepository, build_recipient_query
from campaigns.campaigns.repositories import CampaignRepository
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.territory import name_places
from chasqui.kernel.data.copy_streams import stream_copy
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say


class RecipientStreamer:
	def __init__(
		self,
		database: Database,
		campaigns: CampaignRepository,
		audiences: AudienceRepository,
		*,
		company: str,
	) -> None:
		self._database = database
		self._campaigns = campaigns
		self._audiences = audiences
		self._company = company

	def open_stream(self, audience_id: int, run_id: int) -> Iterator[bytes]:
		"""Return the recipient stream; it reads one snapshot, from its first chunk to its last.

		:raises NotFound: there is no such audience
		:raises Conflict: the audience is not ready
		"""
		audience = self._audiences.get(audience_id)
		if audience.state != AudienceState.READY.value:
			raise Conflict(say("La audiencia aún no está lista."), code="no_audience")
		campaign = self._campaigns.get(audience.campaign_id)
		constants = {"campana": campaign.name, "empresa": self._company}
		return self._read_rows(audience_id, run_id, constants)

	def _read_rows(
		self, audience_id: int, run_id: int, constants: dict[str, str]
	) -> Iterator[bytes]:
		places = json.dumps(name_places(), ensure_ascii=False)
		query = build_recipient_query(audience_id, run_id, constants, places)
		with self._database.open_raw() as connection:
			yield from stream_copy(connection, query, None)
