"""edXML: the messages of the national axis, read leniently and written strictly; values and bytes.

Pure: no database, no Django. Wire names exist only here (QCVN 102:2016/BTTTT as its implementations
show it; its tables were not available, so certified conformance is not claimed).
"""
