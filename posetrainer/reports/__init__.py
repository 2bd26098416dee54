"""The report for a physiotherapist: what was done, as one page to read and to print."""
