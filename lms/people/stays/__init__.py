"""Where somebody is signed in, and ending it there; handing the machine to the next person."""
