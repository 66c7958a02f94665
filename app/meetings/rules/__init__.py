"""What decides about meetings, registers and lines from paper; pure."""
