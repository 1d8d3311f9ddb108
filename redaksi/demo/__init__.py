"""The demo newsroom: content as data, pictures drawn by code, and the command that sets it up."""
