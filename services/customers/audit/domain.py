"""Who does something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
	"""A person of the staff (``staff:3``), a service or a task, with a name for people."""

	subject: str
	name: str
