"""A person's rights and the audit."""
