"""Night Porter: hands over to `console.app` and ends with its exit code."""

import gc

gc.disable()  # nothing is thrown away while modules are loaded
from console.app import main  # noqa: E402 - after the line above

gc.enable()

if __name__ == "__main__":
    raise SystemExit(main())
