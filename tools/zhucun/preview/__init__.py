"""What a change does to assessments, obligations, money and boards, told as Markdown."""
