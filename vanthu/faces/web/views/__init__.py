"""The screens' views, one module for each area; every view says who may call it."""
