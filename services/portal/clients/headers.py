"""Names of headers that the portal sends."""

IDEMPOTENCY_HEADER = "Idempotency-Key"
