"""What `./portal` does once a Python is found: environment, database server, web and worker.

`bootstrap` runs on the system's Python and may import the standard library only; it replaces itself by this package's
`__main__` in the virtual environment. Nothing here imports settings, an app or the roof: Django is asked by its name.
"""
