"""What the app consists of besides screens: finding commands, queries, writes, refreshing, crashes."""
