"""The frame around the tabs."""
