"""What the pages of single records share: fields to change in place, texts, notes, and panes that fold."""
