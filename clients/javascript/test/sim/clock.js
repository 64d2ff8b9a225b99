/** A clock that a test moves forward. */
export class ManualClock {
  #now = 1_000_000;
  #last = 0;
  #timers = new Map();

  now = () => this.#now;

  setTimeout = (task, ms) => {
    this.#timers.set(++this.#last, { at: this.#now + ms, id: this.#last, task });
    return this.#last;
  };

  clearTimeout = (id) => this.#timers.delete(id);

  get pending() {
    return this.#timers.size;
  }

  /** Moves the clock, runs due tasks in order, and settles promises after each of them. */
  async advance(ms) {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next.id);
      next.task();
      await settle();
    }
    this.#now = end;
  }

  #next(end) {
    let next;
    for (const timer of this.#timers.values()) {
      const earlier = !next || timer.at < next.at || (timer.at === next.at && timer.id < next.id);
      if (timer.at <= end && earlier) {
        next = timer;
      }
    }
    return next;
  }
}

/** Waits several times, since settled promises start others. */
async function settle() {
  for (let i = 0; i < 6; i++) {
    await Promise.resolve();
  }
}
