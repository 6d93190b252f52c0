"""Plays in the forms that other programs read: CSV, XLSX, Parquet and xAPI statements."""
