#version 330
// Skin, clothes, hair and eyes.

uniform vec3 skin_color, shirt_color, trousers_color, hair_color, socks_color;
uniform sampler2DShadow shadow_map;

in vec3 position, normal, rest, aux;
in vec4 in_shadow_map;
flat in int material;
out vec4 pixel;

#include "materials.glsl"
#include "noise.glsl"
#include "clothes.glsl"
#include "face.glsl"
#include "light.glsl"

vec3 skin() {
    if (rest.z < cuff + 0.06 && aux.x < 0.01) return socks_color;
    vec3 color = skin_color * (0.94 + 0.10 * noise(rest * 45.0));
    return rest.z > neck.z - 0.02 ? painted_face(color, hair_color) : color;
}

vec3 cloth(vec3 color, vec3 folds, float weave) {
    return color * (0.92 + 0.11 * noise(rest * folds) + 0.05 * noise(rest * weave));
}

vec3 shirt() {
    vec3 color = cloth(shirt_color, vec3(30.0, 30.0, 12.0), 140.0);
    bool seam = rest.z < hem + 0.02 || abs(aux.x - sleeve) < 0.03;
    return seam ? 0.9 * color : color;
}

vec3 eyeball() {
    float from_pupil = aux.x;
    vec3 color = vec3(0.86, 0.84, 0.82);
    color = mix(color, vec3(0.22, 0.14, 0.09), smoothstep(0.0068, 0.0060, from_pupil));
    color = mix(color, vec3(0.02), smoothstep(0.0032, 0.0026, from_pupil));
    return 0.85 * color;
}

float in_light() {
    vec3 place = in_shadow_map.xyz / in_shadow_map.w * 0.5 + 0.5;
    if (any(lessThan(place, vec3(0.0))) || any(greaterThan(place, vec3(1.0)))) return 1.0;
    float sum = 0.0;
    for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
            vec2 nearby = place.xy + vec2(i, j) * 1.6 / 1024.0;
            sum += texture(shadow_map, vec3(nearby, place.z - 0.0012));
        }
    }
    return sum / 9.0;
}

void main() {
    if (cut_away()) discard;
    vec3 facing = normalize(normal);
    if (dot(facing, camera - position) < 0.0) facing = -facing;  // the inside of a sleeve

    vec3 color;
    float shine = 0.02, gloss = 16.0, wrap = 0.0;
    switch (material) {
    case SHIRT:
        color = shirt();
        break;
    case TROUSERS:
        color = cloth(trousers_color, vec3(26.0, 26.0, 10.0), 160.0);
        break;
    case HAIR:
        color = hair_color * (0.55 + 0.65 * noise(rest * vec3(260.0, 60.0, 60.0)));
        shine = 0.18;
        gloss = 10.0;
        break;
    case EYE:
        color = eyeball();
        shine = 0.35;
        gloss = 60.0;
        break;
    default:
        color = skin();
        shine = 0.10;
        gloss = 22.0;
        wrap = 0.15;
    }
    float near_floor = mix(0.72, 1.0, smoothstep(0.0, 0.35, position.z));
    pixel = vec4(lit(color, facing, in_light(), wrap, near_floor, shine, gloss), 1.0);
}
