"""The headless demo: a simulated hotel on this machine, connected, read, and lived with for a day."""

from console.cli.demo.play import play_demo

__all__ = ["play_demo"]
