"""Keeps what is mailed to whoever asks for information, for all campaigns and for each."""

from campaigns.hours.use_cases.setting_service import SettingService, describe_place
from campaigns.information.models.information_design import InformationDesignRow
from chasqui.contracts.campaigns.information import InformationDesignUpdate, KeptInformation
from chasqui.kernel.texts.text import say

STALE = say(
	"Otra persona cambió la información para mandar mientras tanto. Revísela y vuelva a guardar."
)


class InformationDesignService(
	SettingService[InformationDesignRow, InformationDesignUpdate, KeptInformation]
):
	stale = STALE
	field = "information_design"

	def describe_usual(self) -> KeptInformation:
		return KeptInformation()

	def describe(self, row: InformationDesignRow) -> KeptInformation:
		return KeptInformation(design_id=row.design_id, subject=row.subject, **describe_place(row))

	def make(self, campaign_id: int | None) -> InformationDesignRow:
		return InformationDesignRow(campaign_id=campaign_id, version=0)

	def fill(self, row: InformationDesignRow, update: InformationDesignUpdate) -> None:
		row.design_id, row.subject = update.design_id, update.subject
