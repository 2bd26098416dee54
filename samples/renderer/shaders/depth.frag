#version 330
// Draws only depth, for the shadow map; clothes are cut as in the picture.

in vec3 position, normal, rest, aux;
in vec4 in_shadow_map;
flat in int material;

#include "materials.glsl"
#include "clothes.glsl"

void main() {
    if (cut_away()) discard;
}
