"""A person who can sign in, and her sign-in sessions."""
