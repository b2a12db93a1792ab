"""The way between installations: parcels over the province's NATS JetStream network.

Each site has an account at the centre which nobody else reads. It holds a box for what arrives
(parcels, files, receipts); another site may only add to it, under a subject that the server makes
from the account it authenticated (decision 0021). Entry: `driver.build`.
"""
