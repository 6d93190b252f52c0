"""Translations of the content: a file of texts per scenario and language, kept beside it."""
