import { v7 } from 'uuid';

/** Random numbers with a seed: the same seed gives the same book. */

export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  integer(least: number, most: number): number;
  /** True with this probability. */
  happens(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** The value of one pair `[value, weight]`. */
  weighted<Value>(values: readonly (readonly [Value, number])[]): Value;
}

/** Makes the source of random numbers. */
export function createChance(seed: number): Chance {
  const next = mulberry32(seed);
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    happens: (probability) => next() < probability,
    pick: (values) => valueAt(values, integer(0, values.length - 1)),
    weighted: (values) => {
      let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0);
      const found = values.find(([, weight]) => (left -= weight) < 0);
      return (found ?? valueAt(values, values.length - 1))[0];
    },
  };
}

/** Makes UUIDv7 ids for moments of the past, in order, from the same chance. */
export function createPastIds(chance: Chance): (atMs: number) => string {
  let sequence = 0;
  return (atMs) => {
    sequence += 1;
    const random = new Uint8Array(16);
    new Uint32Array(random.buffer).forEach((_, index, words) => {
      words[index] = chance.integer(0, 0xffffffff);
    });
    return v7({ msecs: atMs, seq: sequence, random });
  };
}

function valueAt<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
