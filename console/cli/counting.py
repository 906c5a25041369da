"""Numbers of things in words."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 booking` or `2,000 bookings`; `many` where an s alone does not make it."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
