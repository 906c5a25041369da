"""Settings: every change applies at once and survives a restart."""
