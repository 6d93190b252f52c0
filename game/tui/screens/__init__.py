"""One module a screen, each with its own style sheet."""
