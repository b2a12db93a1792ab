"""The screens: server-rendered pages, of which htmx asks for pieces.

`rendering` turns a template and its values into an answer; `wording` writes days, spans and
numbers as an official would; `elements` makes the smallest pieces; `templates/components` holds
every part of a screen once, reached in templates as `ui.<name>(...)`; `assets` is what
script/assets bundles. A page works without script.
"""
