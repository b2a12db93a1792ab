"""What people do to documents, declared once: screens offer it, the API routes it, lists bulk it.

An act names the module's verb it runs, the typed input that form and API share, its label and its
key. Whether it is allowed is never said here: the modules' permissions decide, and the sentence
they refuse with is what the button, the page and the API all show.
"""
