"""Local pages, served on this machine only, to the browser that was given the address."""
