"""The report for a physiotherapist: one page to read and to print."""
