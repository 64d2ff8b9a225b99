/**
 * Pauses that double up to the longest one. Each is shortened by up to a half at random, so that
 * clients that lost the same server do not all reconnect at the same moment.
 */
export class Backoff {
  #first;
  #longest;
  #random;
  #doublings = 0;

  constructor(first, longest, random) {
    this.#first = first;
    this.#longest = longest;
    this.#random = random;
  }

  next() {
    const whole = Math.min(this.#longest, this.#first * 2 ** this.#doublings);
    if (whole < this.#longest) {
      this.#doublings++;
    }
    return Math.round(whole * (1 - this.#random() / 2));
  }

  reset() {
    this.#doublings = 0;
  }
}
