"""What stops an analysis, as a message for whoever asked for it."""

from __future__ import annotations


class AnalysisError(Exception):
    """Files that cannot be analysed: ``key`` names the message, ``params`` fill it."""

    def __init__(self, reason: str, **params: str | int) -> None:
        super().__init__(f"{reason} {params}")
        self.key = f"analysis.fault.{reason}"
        self.params = params
