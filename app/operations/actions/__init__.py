"""Making a backup, proving what it holds, and bringing it back."""
