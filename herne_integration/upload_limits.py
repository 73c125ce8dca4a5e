"""Settings: how much may be sent, and where it is kept. `uploads.py` and `opening.py` hold to it."""

# Text of a form; files are not counted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["herne_integration.uploads.NamelessUploads"]
# One file, and everything that one form sends
UPLOAD_BYTES = 15 * 1024 * 1024
UPLOAD_REQUEST_BYTES = 50 * 1024 * 1024
# Dots of a picture, pages of a PDF
UPLOAD_PIXELS = 50_000_000
UPLOAD_PAGES = 60
# What people send is nobody else's on the machine.
PRIVATE_FILES = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
