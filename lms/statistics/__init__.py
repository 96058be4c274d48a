"""Attainment against target: who counts where, out of how many, and whether the plan is met."""
