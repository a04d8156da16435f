const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const MINUTE = 60_000;

/** The instant that a timestamp names, in milliseconds since 1970, or undefined if the text is not a timestamp. */
export function parseTimestamp(text: string): number | undefined {
  const nanoseconds = parseNanoseconds(text);
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
}

/**
 * The instant that a timestamp names, in nanoseconds since 1970, as fine as Java's, or undefined if the text is not a
 * timestamp: RFC 3339 with `T`, seconds, and `Z` or an offset, all in capitals and a date that exists.
 *
 * @see https://states-language.net/spec.html#timestamps
 */
export function parseNanoseconds(text: string): bigint | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    ...number[],
  ];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const time = timeOfDay(hour ?? 0, minute ?? 0, second ?? 0);
  const offset = offsetOf(match[8], match[9], match[10]);
  if (time === undefined || offset === undefined) return undefined;
  const fraction = (match[7] ?? "").slice(0, 9).padEnd(9, "0");
  return BigInt(date.getTime() + time - offset) * 1_000_000n + BigInt(fraction);
}

/** True if and only if the text is a timestamp as `parseNanoseconds` takes it. */
export function isTimestamp(text: string): boolean {
  return parseNanoseconds(text) !== undefined;
}

function timeOfDay(hour: number, minute: number, second: number): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return hour * 60 * MINUTE + minute * MINUTE + second * 1000;
}

function offsetOf(
  sign: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
): number | undefined {
  if (sign === undefined) return 0;
  if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
  const offset = Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE;
  return sign === "-" ? -offset : offset;
}
