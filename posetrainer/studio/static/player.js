// The picture, and the time that everything on the page is shown at.

const $ = (id) => document.getElementById(id);

export class Player {
  // `changed(time)` is called with the media time of every moment that is shown.
  constructor(changed) {
    this.changed = changed;
    this.times = [0];
    this.moment = 0;
    this.playing = false;
    this.speed = 1;
  }

  open({ number, times, version }) {
    this.pause();
    this.number = number;
    this.times = times;
    this.version = version;
    $("scrubber").max = times.length - 1;
    const picture = $("picture");
    picture.onload = picture.onerror = () => this.loaded();
    this.loading = false;
    this.show(0);
  }

  // Draw the picture of this moment anew, by another version of the spec.
  refresh(version) {
    if (this.number === undefined || version === this.version) return;
    this.version = version;
    this.load();
  }

  get time() {
    return this.times[this.moment];
  }

  show(moment) {
    this.moment = Math.max(0, Math.min(this.times.length - 1, moment));
    $("scrubber").value = this.moment;
    $("clock").textContent = `${this.time.toFixed(2)} s`;
    $("moment").textContent = `frame ${this.moment + 1} of ${this.times.length}`;
    this.changed(this.time);
    this.load();
  }

  step(count) {
    this.pause();
    this.show(this.moment + count);
  }

  seek(time) {
    this.from = null;
    this.show(this.at(time));
  }

  skip(seconds) {
    this.seek(this.time + seconds);
  }

  // The last moment that is not after a time.
  at(time) {
    let low = 0;
    let high = this.times.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.times[middle] <= time + 1e-6) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  toggle() {
    if (this.playing) return this.pause();
    if (this.moment === this.times.length - 1) this.show(0);
    this.playing = true;
    this.from = null;
    this.look();
    requestAnimationFrame((now) => this.tick(now));
  }

  pause() {
    this.playing = false;
    this.look();
  }

  setSpeed(speed) {
    this.speed = speed;
    this.from = null;
  }

  tick(now) {
    if (!this.playing) return;
    // After a seek or another speed the clock starts from here.
    this.from ??= { now, time: this.time };
    const time = this.from.time + ((now - this.from.now) / 1000) * this.speed;
    const moment = this.at(time);
    if (moment !== this.moment) this.show(moment);
    if (moment === this.times.length - 1) return this.pause();
    requestAnimationFrame((next) => this.tick(next));
  }

  look() {
    const button = $("play");
    if (!button) return;
    button.querySelector("i").textContent = this.playing ? "pause" : "play_arrow";
    button.setAttribute("aria-label", this.playing ? "Pause" : "Play");
  }

  // Ask for the next picture only when the last one has come: a slow one is left out, not queued.
  load() {
    if (this.loading) {
      this.wanted = true;
      return;
    }
    this.loading = true;
    this.wanted = false;
    $("picture").ariaBusy = "true";
    $("picture").src = `/picture?case=${this.number}&moment=${this.moment}&version=${this.version}`;
  }

  loaded() {
    this.loading = false;
    if (this.wanted) this.load();
    else $("picture").ariaBusy = "false";
  }
}
