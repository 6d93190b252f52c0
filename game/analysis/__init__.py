"""What many plays say of the scenarios themselves: item analysis, never of a person."""
