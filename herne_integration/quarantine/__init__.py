"""Bytes that a stranger sent are opened here and nowhere else: in a process of its own, which knows nothing.

No secrets, no database, no network of ours: `keeper` starts with an empty environment, every file gets a child of it
that lives for one file, bounded in time and memory. Nothing here may import Django. The portal's side is `uploads.py`.
"""
