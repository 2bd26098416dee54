"""Exercise specs: their typed model, the loader and the catalogue of those shipped."""
