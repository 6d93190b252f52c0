"""The live workshop: a room decides together. Knows no screen, no page and no network.

``game.workshop.service.Workshops`` is the way in; nothing heavy is imported here.
"""
