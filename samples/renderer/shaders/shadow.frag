#version 330
// The room in a frame: its lit and its shaded picture, mixed by the person's shadow.

uniform sampler2DShadow shadow_map;
uniform sampler2D lit_room, shaded_room;

in vec3 position, normal, rest, aux;
in vec4 in_shadow_map;
flat in int material;
out vec4 pixel;

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy);
    vec4 bright = texelFetch(lit_room, here, 0);
    vec3 place = in_shadow_map.xyz / in_shadow_map.w * 0.5 + 0.5;
    pixel = bright;
    if (any(lessThan(place, vec3(0.0))) || any(greaterThan(place, vec3(1.0)))) return;
    float light = 0.0;
    for (int i = 0; i < 4; i++) {
        vec2 nearby = place.xy + vec2(i % 2 * 2 - 1, i / 2 * 2 - 1) / 1024.0;
        light += 0.25 * texture(shadow_map, vec3(nearby, place.z - 0.0012));
    }
    pixel = mix(texelFetch(shaded_room, here, 0), bright, light);
}
