"""Beds24's words and manners: client, tokens, credits, wire, mapping; the only HTTP out."""
