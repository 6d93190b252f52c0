"""The game in lines: for screen readers, pipes and old terminals. Never imports Textual."""
