// What the page does by itself: time, zoom, keys. All that is judged comes from Python.

import { Limits } from "./limits.js";
import { Player } from "./player.js";

const LABEL_KEYS = ["[", "h", "]", "1", "2", "0", "g", "n", "m", "f", "Delete"];
const $ = (id) => document.getElementById(id);

const player = new Player((time) => {
  now = time;
  placePlayhead();
});
const limits = new Limits((moved) => emitEvent("limit", moved));
let now = 0;
let ends = [0, 1];
let shown = [0, 1];
let chart = null;
let labelling = false;
let unsaved = false;
let resized = 0;

window.studio = {
  open(data) {
    ends = data.ends;
    chart = data.chart;
    limits.show(data.panels);
    player.open(data);
    zoom(...ends);
  },
  panels(panels) {
    limits.show(panels);
  },
  update({ limits: data, move }) {
    limits.update(data, move);
  },
  refresh(version) {
    player.refresh(version);
  },
  seek(time) {
    player.seek(time);
  },
  labelling(on) {
    labelling = on;
  },
  unsaved(on) {
    unsaved = on;
  },
  // What all curves read where the pointer is: a line for a measure.
  tip(shown) {
    const table = document.createElement("table");
    const rows = new Map();
    table.createCaption().textContent = `${Number(shown[0].axisValue).toFixed(2)} s`;
    for (const { seriesName, value, encode, seriesIndex } of shown) {
      const [, name, side] = seriesName.match(/^(.*?)(?: (left|right))?$/);
      const measure = name.replaceAll("_", " ");
      const read = value[encode.y[0]];
      const text = read == null ? "–" : read.toFixed(1);
      const row = rows.get(measure) ?? { first: seriesIndex, cells: [] };
      row.cells.push(side ? `${side} ${text}` : text);
      rows.set(measure, row);
    }
    for (const [measure, { cells }] of [...rows].sort((a, b) => a[1].first - b[1].first)) {
      const row = table.insertRow();
      for (const text of [measure, ...cells]) row.insertCell().textContent = text;
    }
    return table.outerHTML;
  },
  // How high the curves may be, so that nothing scrolls.
  room() {
    return $("plots").clientHeight;
  },
};

// The browser asks whether to leave the page; in its own words, whatever ours are.
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => emitEvent("room", studio.room()), 200);
});

function placePlayhead() {
  const share = (now - shown[0]) / (shown[1] - shown[0]);
  const middle = $("middle");
  middle.style.setProperty("--play", share);
  middle.classList.toggle("play-hidden", share < 0 || share > 1);
}

// Show the time between two seconds on every axis.
function zoom(from, to) {
  const span = Math.min(ends[1] - ends[0], Math.max(1, to - from));
  const start = Math.max(ends[0], Math.min(ends[1] - span, from));
  shown = [start, start + span];
  const whole = ends[1] - ends[0];
  const style = $("middle").style;
  style.setProperty("--zoom-left", `${(-100 * (shown[0] - ends[0])) / span}%`);
  style.setProperty("--zoom-width", `${(100 * whole) / span}%`);
  getElement(chart)?.chart?.dispatchAction({
    type: "dataZoom",
    startValue: shown[0],
    endValue: shown[1],
  });
  placePlayhead();
}

function zoomBy(factor, about = now) {
  zoom(about - (about - shown[0]) * factor, about + (shown[1] - about) * factor);
}

// The time at a place of the page; null outside of the curves.
function timeAt(x) {
  const box = $("limits").getBoundingClientRect();
  const share = (x - box.left) / box.width;
  return share < 0 || share > 1 ? null : shown[0] + share * (shown[1] - shown[0]);
}

const actions = {
  play: () => player.toggle(),
  back: () => player.step(-1),
  on: () => player.step(1),
  closer: () => zoomBy(0.6),
  wider: () => zoomBy(1 / 0.6),
  whole: () => zoom(...ends),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do], [data-seek], [data-case], [data-label]");
  if (button?.dataset.do) actions[button.dataset.do]();
  else if (button?.dataset.seek) player.seek(Number(button.dataset.seek));
  else if (button?.dataset.case) emitEvent("case", Number(button.dataset.case));
  else if (button?.dataset.label) emitEvent("label", { key: button.dataset.label, time: player.time });
  else if (event.target.closest("#plots") && !event.target.closest(".limit")) {
    const time = timeAt(event.clientX);
    if (time !== null) player.seek(time);
  }
});

// What was clicked with the pointer leaves the keys to the player.
document.addEventListener("click", (event) => {
  const clicked = event.target.closest("button, [role=tab]");
  if (event.detail > 0 && clicked && !clicked.closest(".q-dialog")) document.activeElement.blur();
});

// Files that are dropped on the page are kept, and chosen on the page that opens them.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  event.preventDefault();
  const person = document.body.querySelector("[data-person]")?.dataset.person;
  for (const file of event.dataTransfer.files) {
    const query = new URLSearchParams({ name: file.name, ...(person && { person }) });
    const answer = await fetch(`/upload?${query}`, { method: "PUT", body: file });
    if (!answer.ok) return emitEvent("failed", await answer.text());
  }
  if (event.dataTransfer.files.length) location.href = "/open";
});

document.addEventListener("input", (event) => {
  if (event.target.id === "scrubber") player.step(Number(event.target.value) - player.moment);
  if (event.target.id === "speed") {
    player.setSpeed(Number(event.target.value));
    event.target.blur();
  }
});

document.addEventListener(
  "wheel",
  (event) => {
    if (!event.target.closest("#middle") || !(event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    const turned = event.deltaY || event.deltaX;
    if (event.ctrlKey) zoomBy(turned > 0 ? 1.25 : 0.8, timeAt(event.clientX) ?? now);
    else {
      const by = Math.sign(turned) * 0.15 * (shown[1] - shown[0]);
      zoom(shown[0] + by, shown[1] + by);
    }
  },
  { passive: false },
);

const keys = {
  " ": actions.play,
  ArrowLeft: (event) => (event.shiftKey ? player.skip(-1) : player.step(-1)),
  ArrowRight: (event) => (event.shiftKey ? player.skip(1) : player.step(1)),
  Home: () => player.seek(ends[0]),
  End: () => player.seek(ends[1]),
  "+": actions.closer,
  "-": actions.wider,
  "=": actions.whole,
  "?": () => emitEvent("do", "help"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not(#scrubber), textarea, select, .q-dialog");
  const control = event.ctrlKey || event.metaKey;
  if (control && !typing) return withControl(event);
  if (typing || control || event.altKey) return;
  if ([" ", "Enter"].includes(event.key) && event.target.closest("button, [role=tab]")) return;
  if (labelling && LABEL_KEYS.includes(event.key)) {
    event.preventDefault();
    emitEvent("label", { key: event.key, time: player.time });
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key](event);
  }
});

function withControl(event) {
  const redo = event.key === "y" || (event.key.toLowerCase() === "z" && event.shiftKey);
  const what = redo ? "redo" : { z: "undo", s: "save" }[event.key];
  if (!what) return;
  event.preventDefault();
  emitEvent("do", what);
}
