"""Questions made of a setting's own facts: whom do you ring here?"""
