"""Voices of machines: off by default, approved by a person before anybody hears them, always called what they are."""

from lms.catalogue.languages.voices import espeak
from lms.catalogue.languages.voices.provider import VOICES, CannotSpeak, Sound, Voice, voice_called

__all__ = ["VOICES", "CannotSpeak", "Sound", "Voice", "espeak", "voice_called"]
