"""What pages offer to take home."""
