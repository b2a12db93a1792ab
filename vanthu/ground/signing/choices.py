"""Closed sets of signing."""

from enum import StrEnum


class SlotKind(StrEnum):
    """What a place in a paper that is filled later holds."""

    TEXT = "text"
    SIGNATURE = "signature"


class Level(StrEnum):
    """Baseline levels of PAdES (ETSI EN 319 142-1), each holding the one before."""

    B_B = "B-B"  # the signature alone
    B_T = "B-T"  # and a time stamp over it
    B_LT = "B-LT"  # and what proves that its certificates were valid
    B_LTA = "B-LTA"  # and a time stamp over all of it, for the archive


class Driver(StrEnum):
    """Where a private key lies and how it is reached."""

    PKCS12 = "pkcs12"  # a file of the holder's, handed over with its password at each signing
    PKCS11 = "pkcs11"  # a token or HSM on this server
    CSC = "csc"  # a remote signing service
