"""What differs for one person: stature, movements that go less far, sides to be spared."""
