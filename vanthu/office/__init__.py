"""The office: documents come in, are directed, answered, issued, exchanged, found and filed."""
