"""Night Porter: a console that keeps a small hotel's PMS in step with Beds24."""

VERSION = "0.1.0"
