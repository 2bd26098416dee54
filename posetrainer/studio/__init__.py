"""The studio: recordings, curves and limits on one local page."""
