"""Local pages: served on this machine alone, to the browser that was given the address."""
