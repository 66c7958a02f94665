"""The outside world. A bridge may use any door; nobody uses a bridge, and each can be taken away."""
