"""The words of the window, one module for each of its areas; English first, ready for translation."""
