/** The clock of the machine; tests bring one of their own. */
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (task, ms) => setTimeout(task, ms),
  clearTimeout: (id) => clearTimeout(id),
};

/** Timers of one clock. */
export class Timers {
  #clock;

  constructor(clock) {
    this.#clock = clock;
  }

  now() {
    return this.#clock.now();
  }

  /** Runs the task once; returns what stops it. */
  after(ms, task) {
    const id = this.#clock.setTimeout(task, ms);
    return () => this.#clock.clearTimeout(id);
  }
}
