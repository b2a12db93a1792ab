"""What tests lean on: the database of the run, the network guard, the live server, the browser."""
