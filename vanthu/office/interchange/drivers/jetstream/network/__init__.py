"""The brokers' side: what the operators write of the sites, and the files made of it.

`plan` reads the list of sites, `config` writes the servers' files, `authority` makes the private
certificates. Entry: `config.write_network`.
"""
