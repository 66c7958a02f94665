"""The private room: what a learner thought. No other room reads it."""
