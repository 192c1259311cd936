"""The client's side: each room turns one kind of update into what arrives at the service."""
