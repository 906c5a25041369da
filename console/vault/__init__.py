"""Secrets: the system keyring, or an encrypted file where the operator asks for it."""
