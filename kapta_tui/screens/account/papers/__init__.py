"""What an account has on paper and elsewhere: documents, links, and its badge or logo."""
