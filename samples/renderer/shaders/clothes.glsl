// Where the clothes end. Distances are metres on the body at rest.

uniform float sleeve, hem, waist, cuff;
uniform vec3 neck;

bool cut_away() {
    if (material == SHIRT) {
        float collar = 0.085 + 0.02 * smoothstep(0.0, 0.1, neck.y - rest.y);
        return aux.x > sleeve || rest.z < hem || distance(rest, neck) < collar;
    }
    if (material == TROUSERS) {
        return rest.z > waist || rest.z < cuff;
    }
    return false;
}
