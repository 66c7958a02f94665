"""Published module versions, kept for ever; the content commands."""
