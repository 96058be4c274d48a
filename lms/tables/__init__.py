"""Tables that people bring, as a workbook, as CSV or pasted: their rows as text, whoever then says what they mean."""
