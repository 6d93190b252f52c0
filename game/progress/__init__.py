"""What a player trained over all finished plays, what to review, and what to play next.

Computed anew from the plays each time: the journal is the truth, nothing of this is stored.
"""
