"""The filters of the public list: what the address says, what it asks of offers, how many each choice gives."""
