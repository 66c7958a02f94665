"""Fair reminders: what is owed, said once a day at most, on days that somebody works; and the lead's Monday digest."""
