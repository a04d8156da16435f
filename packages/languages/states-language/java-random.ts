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
  let state = (BigInt.asIntN(64, toLong(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: number): bigint => {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return state >> BigInt(BITS - bits);
  };
  const high = next(26) << 27n;
  return Number(high + next(27)) / 2 ** 53;
}

/** Java's cast of a double to a long: cut towards zero, at the ends of the range. */
function toLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}
