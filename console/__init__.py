"""Night Porter: a console that keeps a small hotel's PMS in step with Beds24."""
