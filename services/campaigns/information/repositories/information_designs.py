"""What all campaigns mail to whoever asks, and each of them."""

from campaigns.hours.repositories import SettingRepository
from campaigns.information.models.information_design import InformationDesignRow


class InformationDesignRepository(SettingRepository[InformationDesignRow]):
	table = InformationDesignRow
