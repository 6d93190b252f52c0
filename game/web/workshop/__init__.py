"""The workshop in browsers: participants, the projected page, whoever facilitates."""
