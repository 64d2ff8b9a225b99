/** The clock of the machine; tests use one of their own. */
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

  /** Runs the task once after a delay; returns a function that cancels it. */
  after(ms, task) {
    const id = this.#clock.setTimeout(task, ms);
    return () => this.#clock.clearTimeout(id);
  }
}
