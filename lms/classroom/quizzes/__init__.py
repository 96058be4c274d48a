"""Finals of a class: on paper, keyed in or read off pictures, and on phones while the teacher watches."""
