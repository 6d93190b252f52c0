"""The preview of a scenario on screen: the story, and beside it what its author needs to see."""
