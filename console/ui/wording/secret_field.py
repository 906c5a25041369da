"""The words of a field whose text is hidden."""

SHOW = "Show"
LENGTH = ("{n} character", "{n} characters")
