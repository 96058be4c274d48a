"""The ways an item is answered, each as its author writes it. Pure; what is wrong stands on a sheet."""
