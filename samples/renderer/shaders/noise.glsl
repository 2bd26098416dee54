// Value noise in 0..1: wood, cloth and hair are made of it.

float hash(vec3 p) {
    return fract(sin(dot(p, vec3(12.9898, 78.233, 37.719))) * 43758.5453);
}

float noise(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    vec2 o = vec2(0.0, 1.0);
    vec4 low = vec4(hash(i + o.xxx), hash(i + o.yxx), hash(i + o.xyx), hash(i + o.yyx));
    vec4 high = vec4(hash(i + o.xxy), hash(i + o.yxy), hash(i + o.xyy), hash(i + o.yyy));
    vec4 flat_x = mix(low, high, f.z);
    vec2 flat_y = mix(flat_x.xz, flat_x.yw, f.x);
    return mix(flat_y.x, flat_y.y, f.y);
}
