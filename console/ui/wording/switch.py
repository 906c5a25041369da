"""The words of a switch."""

ON = "On"
OFF = "Off"
