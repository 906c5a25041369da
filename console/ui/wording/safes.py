"""Where secrets are kept, in words; by the values of `console.domain.secret.Safe`."""

SAFES = {
    "keyring": "the system's keyring",
    "file": "an encrypted file in the data folder",
    "memory": "memory only, until Night Porter is closed",
}
