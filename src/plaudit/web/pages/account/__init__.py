"""One's own way in: address, password, second factor, passkeys, sessions, notices."""
