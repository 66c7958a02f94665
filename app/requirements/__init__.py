"""Who must learn what, on whose authority, and where each post stands."""
