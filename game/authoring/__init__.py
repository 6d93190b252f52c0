"""Tools for those who write scenarios: a start, a schema, a layout, figures."""
