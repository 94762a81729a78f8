"""What the sample files and the suite's own mailbox agree on."""

# Under a name reserved for examples (RFC 2606): nobody has a box there, and the mailbox says so.
NO_BOX_DOMAIN = "sin-buzon.example.com"
