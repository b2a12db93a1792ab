"""DOCX in: the package opened with care, its lines told apart, heading and closing set aside."""
