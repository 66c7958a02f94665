"""LTI 1.3 Advantage, tool side: the same modules inside a learning platform, with scores going back."""
