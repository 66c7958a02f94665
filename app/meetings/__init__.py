"""Team meetings: a module learned together on one screen, its register, and everybody's own check."""
