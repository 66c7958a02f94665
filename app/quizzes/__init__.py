"""Knowledge checks: drawing, answering, marking, feedback."""
