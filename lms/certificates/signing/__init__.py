"""Signs the printed certificate with the legal key of the office, and judges signatures. Only here pyHanko is called."""
