"""What can be asked of the console: verbs over domain, with store and protocols handed in."""
