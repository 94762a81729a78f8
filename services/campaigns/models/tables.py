"""The base of this service's tables."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, Identity, func
from sqlalchemy.orm import DeclarativeBase, mapped_column

from chasqui.kernel.db import build_metadata

Key = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Instant = Annotated[datetime, mapped_column(DateTime(timezone=True))]
CreatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]


class Table(DeclarativeBase):
	"""Base of every table of campaigns."""

	metadata = build_metadata()
