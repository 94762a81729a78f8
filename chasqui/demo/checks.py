"""What must be equal at the end of the story."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
	"""One equation that must hold."""

	text: str
	left: int
	right: int

	@property
	def holds(self) -> bool:
		return self.left == self.right
