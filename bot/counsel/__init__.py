"""The counselor's side: what their commands show and how their dialogs go; pure."""
