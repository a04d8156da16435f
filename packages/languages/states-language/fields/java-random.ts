const MULTIPLIER = 0x5deece66dn;
const INCREMENT = 0xbn;
const BITS = 48;
const MASK = (1n << BigInt(BITS)) - 1n;

/**
 * What `new java.util.Random(seed).nextDouble()` gives: a number from 0 up to, not including, 1. The seed is cut to an integer.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/Random.html
 */
export function drawAsJava(seed: number): number {
  const next = startDrawing(seed);
  const high = next(26) << 27n;
  return Number(high + next(27)) / 2 ** 53;
}

/**
 * What `new java.util.Random(seed).nextInt(bound)` gives: an integer from 0 up to, not including, the bound. *Assumed* of
 * a bound that is no `int`: a part of `nextDouble()`.
 *
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/Random.html
 */
export function drawIntegerAsJava(seed: number, bound: number): number {
  if (bound >= 2 ** 31) return Math.floor(drawAsJava(seed) * bound);
  const next = startDrawing(seed);
  if (Number.isInteger(Math.log2(bound))) return Number((BigInt(bound) * next(31)) >> 31n);
  for (;;) {
    const drawn = Number(next(31));
    const rest = drawn % bound;
    if (drawn - rest + (bound - 1) < 2 ** 31) return rest;
  }
}

/** Gives so many bits at a time. */
function startDrawing(seed: number): (bits: number) => bigint {
  let state = (BigInt.asIntN(64, toLong(seed)) ^ MULTIPLIER) & MASK;
  return (bits) => {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return state >> BigInt(BITS - bits);
  };
}

/** Java's cast of a double to a long: cut towards zero, at the ends of the range. */
function toLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}
