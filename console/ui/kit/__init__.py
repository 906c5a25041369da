"""The design language: colours, spacing, type, icons, and the few widgets that every screen is made of."""
