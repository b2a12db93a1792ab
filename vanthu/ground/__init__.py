"""The ground: organisations, people, rights, files and the journal that every office works on."""
