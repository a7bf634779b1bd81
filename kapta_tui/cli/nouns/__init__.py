"""One file per noun; what every noun can do is made from its kind."""
