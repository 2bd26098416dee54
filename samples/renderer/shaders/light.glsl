// One sun with a shadow, a sky, and a little light from the camera.

uniform vec3 sun, camera;

vec3 lit(vec3 base, vec3 normal, float shade, float wrap, float near_floor, float shine, float gloss) {
    vec3 to_camera = normalize(camera - position);
    vec3 sky = mix(vec3(0.34, 0.31, 0.28), vec3(0.62, 0.64, 0.68), normal.z * 0.5 + 0.5);
    float direct = max((dot(normal, sun) + wrap) / (1.0 + wrap), 0.0);
    float fill = 0.16 * max(dot(normal, to_camera), 0.0);
    vec3 light = 0.85 * near_floor * sky + fill + vec3(1.0, 0.96, 0.90) * 0.78 * direct * shade;
    float glint = pow(max(dot(normal, normalize(to_camera + sun)), 0.0), gloss);
    return clamp(base * light + shine * shade * glint, 0.0, 1.0);
}
