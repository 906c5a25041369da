"""The Sync tab: what the synchronisation did, is doing, and what waits for a person."""
