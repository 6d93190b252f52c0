"""Facilitating a live workshop from the terminal that serves it."""
