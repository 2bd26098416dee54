"""The patient's home page: today's programme, who exercises, camera, sound, and what was done."""
