"""What the formats for other programs share: how a path is written, a column counted, a finding told apart from all others."""
