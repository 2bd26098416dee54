#version 330
// Floor, walls, mat and furniture, wholly lit (shade = 1) or wholly shaded (shade = 0).

uniform vec3 floor_color, wall_color, mat_color;
uniform float shade;

in vec3 position, normal, rest, aux;
in vec4 in_shadow_map;
flat in int material;
out vec4 pixel;

#include "materials.glsl"
#include "noise.glsl"
#include "light.glsl"

vec3 planks() {
    float plank = floor(rest.x * 7.0);
    float grain = noise(vec3(rest.x * 60.0, rest.y * 3.0 + plank * 17.0, plank));
    float board = hash(vec3(plank, floor(rest.y * 0.9 + hash(vec3(plank))), 1.0));
    float from_gap = 0.5 - abs(fract(rest.x * 7.0) - 0.5);
    float gap = smoothstep(0.03, 0.0, from_gap);
    return floor_color * (0.82 + 0.22 * grain + 0.10 * board) * (1.0 - 0.35 * gap);
}

vec3 wall() {
    if (rest.z < 0.083) return vec3(0.82, 0.80, 0.76);         // skirting board
    if (rest.z < 0.090) return 0.7 * vec3(0.82, 0.80, 0.76);   // and its edge
    return wall_color * (0.97 + 0.05 * noise(rest * 9.0));
}

void main() {
    vec3 color = aux;
    float shine = 0.02;
    if (material == FLOOR) {
        color = planks();
        shine = 0.06;
    } else if (material == WALL) {
        color = wall();
        shine = 0.0;
    } else if (material == MAT) {
        color = mat_color * (0.92 + 0.10 * noise(rest * 120.0));
    }
    pixel = vec4(lit(color, normalize(normal), shade, 0.0, 1.0, shine, 16.0), 1.0);
}
