"""From a PDF, a DOCX, a text or a structured paper to the one `Subject` that the rules see."""
