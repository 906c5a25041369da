"""`make soak`: a simulated hotel lives, its webhooks reach the listener of `serve`, a person works, all is watched."""
