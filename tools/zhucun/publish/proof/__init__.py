"""Proof that a site is what a commit makes: the manifest and its verification."""
