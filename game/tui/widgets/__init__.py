"""The parts that screens are made of. They keep no truth: they show and they ask."""
