"""Reports: statutory registers and lists for printing, binding and export; dashboards."""
