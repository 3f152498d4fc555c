"""The sample school's pictures: a small illustration kit on Pillow and the scenes drawn with it."""
