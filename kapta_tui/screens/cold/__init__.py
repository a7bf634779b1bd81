"""Who goes cold next at all accounts: the columns of key players, and the screen that lists them."""
