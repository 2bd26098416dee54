"""The patient's home page: today's programme, person, camera, sound and history."""
