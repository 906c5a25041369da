"""Night Porter: hands over to `console.app` and ends with its exit code."""

from console.app import main

if __name__ == "__main__":
    raise SystemExit(main())
