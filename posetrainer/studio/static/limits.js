// Limits as lines over the curves: they are dragged, or moved with the arrow keys.

const GAP_PX = 17;
const EMIT_MS = 100;
const IDLE_MS = 900;

export class Limits {
  // `moved({ name, value, move, gesture, held })` is called while a line is moved, by the move of
  // this number; what shall be undone as one movement has the same gesture.
  constructor(moved) {
    this.moved = moved;
    this.lines = new Map();
    this.gesture = 0;
    this.move = 0;
  }

  show(panels) {
    const layer = document.getElementById("limits");
    const focused = layer.contains(document.activeElement) && document.activeElement.dataset.name;
    layer.replaceChildren();
    this.lines.clear();
    this.panels = panels;
    for (const panel of panels) {
      const box = element("div", "panel", layer);
      Object.assign(box.dataset, { low: panel.low, high: panel.high });
      Object.assign(box.style, { top: `${panel.top}px`, height: `${panel.height}px` });
      const head = element("div", "panel-head", box);
      const called = element("strong", "", head);
      called.textContent = panel.called;
      called.title = panel.name;
      element("span", "", head).textContent = panel.about;
      panel.box = box;
      panel.lines = panel.limits.map((limit) => this.line(panel, limit));
    }
    this.update(panels.flatMap((panel) => panel.limits));
    // Who moves a line with the keys goes on with it, on another axis.
    this.lines.get(focused)?.node.focus({ preventScroll: true });
  }

  line(panel, limit) {
    const zone = limit.zone && element("div", `zone ${limit.zone} ${limit.look}`, panel.box);
    const ghost = element("div", `ghost ${limit.look}`, panel.box);
    const node = element("div", `limit ${limit.look}`, panel.box);
    node.tabIndex = 0;
    node.dataset.name = limit.name;
    node.title = `${limit.called} (${limit.name}): ${limit.meaning}`;
    const ends = [panel.low, panel.high].map((at) => allowed(limit, valueAt(limit, at)));
    for (const [key, value] of Object.entries({
      role: "slider",
      "aria-label": limit.label,
      "aria-orientation": "vertical",
      "aria-valuemin": Math.min(...ends),
      "aria-valuemax": Math.max(...ends),
    }))
      node.setAttribute(key, value);
    const grip = element("span", "grip", node);
    const trouble = element("span", "trouble", node);
    const line = { ...limit, panel, node, grip, trouble, zone, ghost };
    node.addEventListener("focus", () => pointOut(limit.name));
    node.addEventListener("pointerdown", (event) => this.drag(line, event));
    node.addEventListener("keydown", (event) => this.key(line, event));
    this.lines.set(limit.name, line);
    return line;
  }

  // Take over the server's state after one of our moves: a line that is being dragged, or has been
  // moved since, stays where it is.
  update(limits, lastMove) {
    for (const limit of limits) {
      const line = this.lines.get(limit.name);
      if (!line) continue;
      Object.assign(line, { disk: limit.disk, locked: limit.locked, looser: limit.looser });
      line.node.classList.toggle("wrong", limit.problem !== "");
      line.trouble.textContent = limit.problem;
      if (line === this.held || line.move > lastMove) continue;
      Object.assign(line, { value: limit.value, below: limit.below });
    }
    for (const panel of this.panels ?? []) this.place(panel);
  }

  place(panel) {
    const share = (at) => Math.max(0, Math.min(1, (panel.high - at) / (panel.high - panel.low)));
    const percent = (at) => `${share(at) * 100}%`;
    const grips = [];
    for (const line of [...panel.lines].sort((a, b) => placeOf(b) - placeOf(a))) {
      const at = placeOf(line);
      const text = `${rounded(line.value, 0.01)}${panel.sign}`;
      line.node.style.top = percent(at);
      line.node.setAttribute("aria-valuenow", rounded(line.value, 0.01));
      line.node.setAttribute("aria-valuetext", text);
      line.grip.replaceChildren();
      element("span", "ellipsis", line.grip).textContent = line.called;
      if (line.locked) element("i", "material-icons", line.grip).textContent = "lock";
      element("b", "text-no-wrap", line.grip).textContent = text;
      line.zone?.style.setProperty("--at", percent(at));
      line.zone?.style.setProperty("--mirrored", percent(-at));
      line.ghost.hidden = line.disk == null;
      if (line.disk != null) {
        line.ghost.style.top = percent(placeOf({ ...line, value: line.disk }));
        const looser = line.looser ? "looser, " : "";
        line.ghost.textContent = `${looser}on disk: ${rounded(line.disk, 0.01)}`;
      }
      grips.push({ line, y: share(at) * panel.height });
    }
    spread(grips, panel.height);
    for (const { line, y, grip } of grips) line.grip.style.setProperty("--shift", `${grip - y}px`);
  }

  drag(line, down) {
    if (down.button !== 0) return;
    down.preventDefault();
    line.node.focus({ preventScroll: true });
    line.node.setPointerCapture(down.pointerId);
    line.node.classList.add("held");
    this.held = line;
    this.gesture += 1;
    const { panel } = line;
    const box = panel.box.getBoundingClientRect();
    const apart = down.clientY - (box.top + parseFloat(line.node.style.top) * 0.01 * box.height);
    const move = (event) => {
      const share = (event.clientY - apart - box.top) / box.height;
      this.put(line, panel.high - share * (panel.high - panel.low));
      this.emit(line, false);
    };
    const end = () => {
      line.node.removeEventListener("pointermove", move);
      line.node.classList.remove("held");
      this.held = null;
      this.emit(line, true);
    };
    line.node.addEventListener("pointermove", move);
    line.node.addEventListener("lostpointercapture", end, { once: true });
  }

  key(line, event) {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!steps || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.timeStamp - (line.pressed ?? 0) > IDLE_MS) this.gesture += 1;
    line.pressed = event.timeStamp;
    this.put(line, placeOf(line) + steps * line.panel.step * (event.shiftKey ? 10 : 1));
    this.emit(line, false);
  }

  put(line, at) {
    const { low, high, step } = line.panel;
    const value = rounded(valueAt(line, Math.max(low, Math.min(high, at))), step);
    line.value = allowed(line, value);
    line.move = this.move += 1;
    this.place(line.panel);
  }

  // At most ten times a second, and the last one always.
  emit(line, last) {
    clearTimeout(this.later);
    const now = performance.now();
    if (!last && now - (this.emitted ?? 0) < EMIT_MS) {
      this.later = setTimeout(() => this.emit(line, false), EMIT_MS);
      return;
    }
    this.emitted = now;
    const { name, value, move } = line;
    this.moved({ name, value, move, gesture: this.gesture, held: line === this.held });
  }
}

// Where a line lies, and which number puts it somewhere: some numbers are taken off another one.
function placeOf({ value, below }) {
  return below == null ? value : below - value;
}

function valueAt({ below }, at) {
  return below == null ? at : below - at;
}

// Some numbers, such as a tolerance or a speed, have a bound of their own.
function allowed({ least }, value) {
  return Math.max(least ?? -Infinity, value);
}

function rounded(value, step) {
  return Number((Math.round(value / step) * step).toFixed(6));
}

// Bring the number of a line into view in the form.
function pointOut(name) {
  document.querySelector(".number.is-linked")?.classList.remove("is-linked");
  const row = document.querySelector(`[data-field="${CSS.escape(name)}"]`)?.closest(".number");
  row?.classList.add("is-linked");
  row?.scrollIntoView({ block: "nearest" });
}

function element(kind, name, parent) {
  const node = document.createElement(kind);
  node.className = name;
  parent.append(node);
  return node;
}

// Push labels apart that would cover each other, and keep them in the panel.
function spread(labels, height) {
  let least = 0;
  for (const label of labels) {
    label.grip = Math.max(label.y, least);
    least = label.grip + GAP_PX;
  }
  let most = height;
  for (const label of [...labels].reverse()) {
    label.grip = Math.min(label.grip, most);
    most = label.grip - GAP_PX;
  }
}
