// Numbers of the surfaces; the same as `Material` in mesh.py.
const int SKIN = 0;
const int SHIRT = 1;
const int TROUSERS = 2;
const int HAIR = 3;
const int EYE = 4;
const int FLOOR = 5;
const int WALL = 6;
const int MAT = 7;
const int PLAIN = 8;
