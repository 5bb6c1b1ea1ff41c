"""The schemas: validation with Chinese messages, and what may be disclosed."""
