"""Sample clips with exact ground truth, and the renderer that makes them."""
