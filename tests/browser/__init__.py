"""What only a real browser can show: keys, focus, scripts on and off, narrow screens."""
