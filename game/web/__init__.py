"""The game in a browser: pages made by the server over the same plays as the terminal."""
