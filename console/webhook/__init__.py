"""The door to the internet: hears Beds24's webhooks on this machine, believes nobody, keeps nothing by itself."""
