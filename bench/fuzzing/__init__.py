"""Feeding the reader of messages what nobody would write: script/fuzz."""
