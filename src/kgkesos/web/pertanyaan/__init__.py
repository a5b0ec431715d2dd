"""Named questions as an API: a route each, their description, pages of rows, and what a cache may keep."""
