"""What the demo of the volunteers' database brings: see README.md beside it for sources."""
