"""When things run, one at a time; the ledger of runs."""
