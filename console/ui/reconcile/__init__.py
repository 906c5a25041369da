"""The Reconcile tab: what differs between here and Beds24, and what was done about it."""
