"""The game in a terminal. Importing this package costs nothing: Textual comes with ``launch``."""
