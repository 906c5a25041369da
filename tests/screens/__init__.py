"""`make screens`: pictures of every tab and dialog, from the demo hotel on a fixed day, into docs/screens."""
