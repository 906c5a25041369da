"""The same console without a window."""
