"""The picture engine on Pillow."""
