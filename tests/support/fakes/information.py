"""What is known of the information that campaigns mail to whoever asks for it."""

from dataclasses import dataclass, field

from chasqui.contracts.campaigns.information import (
	DeskInformation,
	KeptInformation,
	SentInformation,
)
from chasqui.contracts.mailer.runs import DeliveryState


@dataclass
class Information:
	"""`desk` is of the customers that are given from now on, `calls` by their number."""

	kept: dict[int | None, KeptInformation] = field(
		default_factory=lambda: {None: KeptInformation(version=1)}
	)
	states: dict[DeliveryState, int] = field(default_factory=dict)
	desk: DeskInformation = field(default_factory=DeskInformation)
	calls: dict[int, SentInformation] = field(default_factory=dict)
