"""Documents that people keep: what they hold (document), and each form they are written in."""
