"""Addresses of bodies, seats and ties."""

from django.urls import path

from fund.views import boards

BOARD, SEAT = "fonds/gremien/<slug:key>/", "fonds/sitze/<uuid:pk>/"

urlpatterns = [
    path("fonds/gremien/", boards.board_list, name="board-list"),
    path("fonds/gremium/anlegen/", boards.board_create, name="board-create"),
    path(BOARD, boards.board_detail, name="board-detail"),
    path(f"{BOARD}aendern/", boards.board_edit, name="board-edit"),
    path(f"{BOARD}sitz/", boards.seat_create, name="seat-create"),
    path(SEAT, boards.seat_detail, name="seat-detail"),
    path(f"{SEAT}bindung/", boards.tie_create, name="tie-create"),
    path("fonds/bindungen/<uuid:pk>/beenden/", boards.tie_end, name="tie-end"),
]
