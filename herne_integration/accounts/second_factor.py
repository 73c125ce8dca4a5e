"""A second factor in this session for everybody who holds a staff permission."""


def second_factor_required(view):
    """View decorator."""
    return view
