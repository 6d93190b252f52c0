"""From the bytes of a file to a tree of words with their places: YAML without its traps."""
