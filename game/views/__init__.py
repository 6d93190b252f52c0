"""What every front end says, as frozen values: one wording for terminal, lines and pages."""
