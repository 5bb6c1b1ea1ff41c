"""The tool, as far as a history of changes needs one."""
