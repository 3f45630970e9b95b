"""The notes, every claim put to the test."""
