// Paints a face on plain skin. Distances are metres on the body at rest.

uniform vec3 eye, mouth;
uniform float hairline;

float bell(float distance, float width) {
    return exp(-pow(distance / width, 2.0));
}

vec3 painted_face(vec3 skin, vec3 hair) {
    vec3 color = skin;
    float side = abs(rest.x), eye_side = abs(eye.x);
    float behind = rest.y - eye.y;
    float front = smoothstep(0.05, 0.0, behind);

    float cheek = bell(length(vec2(side - 0.045, rest.z - mouth.z - 0.035)), 0.022);
    color = mix(color, color * vec3(1.10, 0.78, 0.74), 0.45 * front * cheek);

    float lips = aux.y * step(behind, 0.03);
    color = mix(color, vec3(0.60, 0.24, 0.22), 0.75 * lips);
    float mouth_line = bell(rest.z - mouth.z, 0.0022) * smoothstep(0.026, 0.020, side);
    color *= 1.0 - 0.45 * mouth_line * front;

    float along = side - eye_side;
    float brow_height = rest.z - (eye.z + 0.0225 - 4.9 * pow(along - 0.006, 2.0));
    float brow = smoothstep(0.0062, 0.0030, abs(brow_height))
               * smoothstep(0.030, 0.024, abs(along - 0.003));
    color = mix(color, hair * 0.8, 0.9 * brow * front);

    float socket = bell(length(vec2(0.8 * along, 1.3 * (rest.z - eye.z - 0.002))), 0.017);
    color *= 1.0 - 0.28 * socket * front;
    float lid = bell(length(vec2(0.75 * along, rest.z - eye.z)) - 0.0125, 0.0022);
    color *= 1.0 - 0.45 * lid * front;
    float nostril = bell(length(vec2(side - 0.010, rest.z - mouth.z - 0.0265)), 0.0055);
    color *= 1.0 - 0.45 * nostril * front;

    float scalp = hairline - 0.13 * smoothstep(0.035, 0.10, behind)
                           - 0.10 * smoothstep(0.10, 0.16, behind);
    scalp = max(scalp, eye.z - 0.085);
    if (rest.z > scalp && aux.z < 0.3) {
        color = mix(color, hair, 0.92 * smoothstep(0.0, 0.012, rest.z - scalp));
    }
    return color;
}
