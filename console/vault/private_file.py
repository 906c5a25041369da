"""Files that only their owner may read, replaced as a whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def make_private_folder(folder: Path) -> None:
    """Create the folder if needed, closed to others (0700; Windows inherits the profile's rights).

    One that is there already stays as it is: it may be anybody's, and whoever made it the data folder has closed it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def replace_private_file(path: Path, content: bytes) -> None:
    """Write a file (0600) so that after a crash or a full disk either the old or the new one is there whole.

    Raises OSError; the old file is then untouched.
    """
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)  # made with 0600
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
