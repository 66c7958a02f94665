"""Front door, my learning, statements, health."""
