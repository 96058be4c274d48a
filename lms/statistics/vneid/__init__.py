"""Confirmations on VNeID (D18): who is sent to be confirmed, what came back, and who counts. Certificates never feed them."""
