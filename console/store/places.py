"""Folders in which a SQLite database comes to harm: watched by a cloud drive, or on another machine."""

import ctypes
import sys
from pathlib import Path

_CLOUD_DRIVES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("mobile documents", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
)
_NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "fuse.rclone"})
_WINDOWS_REMOTE_DRIVE = 4


def warning_about_place(folder: Path, mounts: str | None = None) -> str | None:
    """A sentence about why the database should not lie there, or None where nothing speaks against it.

    `mounts` is the text of /proc/self/mounts, read there by default (SQLite: how to corrupt a database, 2.1 and 3).
    """
    cloud = _cloud_drive(folder)
    if cloud:
        return f"The hotel's database lies in a folder that {cloud} copies; that can damage it. Move it elsewhere."
    if _on_network(folder, _mounts() if mounts is None else mounts):
        return "The hotel's database lies on a network drive; locks do not hold there and it can be damaged."
    return None


def _cloud_drive(folder: Path) -> str | None:
    parts = [part.lower() for part in folder.parts]
    return next((name for word, name in _CLOUD_DRIVES if any(part.startswith(word) for part in parts)), None)


def _on_network(folder: Path, mounts: str) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    return _remote_drive(folder) or _mounted_type(folder, mounts) in _NETWORK_TYPES


if sys.platform == "win32":

    def _remote_drive(folder: Path) -> bool:
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _WINDOWS_REMOTE_DRIVE)

else:

    def _remote_drive(folder: Path) -> bool:  # noqa: ARG001 - drives have letters on Windows alone
        return False


def _mounted_type(folder: Path, mounts: str) -> str:
    """The file system of the innermost mount that holds the folder."""
    lines = [line.split() for line in mounts.splitlines()]
    points = {line[1].replace("\\040", " "): line[2] for line in lines if len(line) > 2}  # noqa: PLR2004 - fstab(5)
    return next((points[str(place)] for place in (folder, *folder.parents) if str(place) in points), "")


def _mounts() -> str:
    """Linux tells it in a file; elsewhere nothing is known this way."""
    listing = Path("/proc/self/mounts")
    return listing.read_text("utf-8", "replace") if listing.exists() else ""
