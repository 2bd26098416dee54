#version 330
// Places a vertex in the picture and in the shadow map.

uniform mat4 view_projection, sun_projection;

in vec3 in_position, in_normal, in_rest, in_aux;
in float in_material;

out vec3 position, normal, rest, aux;
out vec4 in_shadow_map;
flat out int material;

void main() {
    position = in_position;
    normal = in_normal;
    rest = in_rest;
    aux = in_aux;
    material = int(in_material + 0.5);
    // Looked up a little off the surface, so that it does not shade itself.
    in_shadow_map = sun_projection * vec4(in_position + in_normal * 0.012, 1.0);
    gl_Position = view_projection * vec4(in_position, 1.0);
}
