"""Names of the wire: namespaces, and the elements under every spelling that has been met."""

QCVN = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
EDOC = "http://www.e-doc.vn/Schema/"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
KNOWN = frozenset({QCVN, EDOC, SOAP, ""})

# Elements that only hold others, in the form of QCVN 102 and in that of CV 512 and CV 2803.
CONTAINERS = (
    *("edXML", "edXMLEnvelope", "edXMLHeader", "edXMLBody"),
    *("Envelope", "Header", "Body"),
)
HEADER = ("MessageHeader",)
STATUS = ("Status",)
TRACES = ("TraceHeaderList",)
BUSINESS = ("Bussiness", "Business")
MANIFEST = ("edXMLManifest", "Manifest")
ENCODED = ("AttachmentEncoded", "AllDocument")
SECTIONS = (HEADER, STATUS, TRACES, BUSINESS, MANIFEST, ENCODED)

ATTACHMENT = ("Attachment", "Attach")
CONTENT = ("ContentTransferEncoded", "value")
SIGNER = ("SignerInfo", "Author")
POSITION = ("Position", "Function")
BUSINESS_TYPE = ("BussinessDocType", "BusinessDocType")
REASON = ("BussinessDocReason", "BusinessDocReason")
CHANGED = ("BussinessDocumentInfo", "BusinessDocumentInfo")
