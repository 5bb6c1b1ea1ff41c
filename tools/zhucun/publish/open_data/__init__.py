"""What programs read: data files with a promised shape, their descriptions, feeds, calendars."""
