"""What the QR code of a certificate carries behind the address: the facts that matter, signed.

A telephone verifies it without a network. It is made once, when the certificate is printed, and kept with it.
"""
