"""The command line: one small module a family of commands, all words from the catalogue."""
