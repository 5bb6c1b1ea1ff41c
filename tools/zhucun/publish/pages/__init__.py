"""The pages: which there are, where each stands, and what its template reads."""
