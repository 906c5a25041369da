"""The words of moments."""

NEVER = "not yet"
