"""Practice actions: what a setting will do differently."""
