"""Tables on paper and in files: one table, written as PDF, XLSX or DOCX."""
