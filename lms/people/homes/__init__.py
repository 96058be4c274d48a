"""Where people live, from which day on; and that somebody has died or left the province (D10, D11)."""
