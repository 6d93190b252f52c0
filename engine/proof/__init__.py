"""The machinery under explore and hindsight: every reachable state, many at a time.

numpy is imported here and nowhere else in the engine; ``Rules.step`` stays the one meaning, and
the tests hold this package to it state by state.
"""
