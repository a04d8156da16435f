import { randomFillSync } from "node:crypto";

/** Random bytes, drawn many at a time: each draw costs as much as a message's routing. */
const POOL = Buffer.alloc(8192);
let used = POOL.length;

/** Returns where in the pool `length` bytes stand that nobody has had. */
function draw(length: number): number {
  if (used + length > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const start = used;
  used += length;
  return start;
}

/** Returns so many random bytes as text; Base64 is the one for URLs, without its padding. */
export function createRandomText(bytes: number, encoding: "base64url" | "hex"): string {
  const start = draw(bytes);
  return POOL.toString(encoding, start, start + bytes);
}

/** So many UUIDs are written at a time: making a text of bytes costs more than writing them. */
const UUIDS = 64;
const LENGTH = 36;
const DIGITS = Buffer.alloc(16, "0123456789abcdef");
/** Its dashes stay where the digits leave room for them. */
const TEXT = Buffer.alloc(UUIDS * LENGTH, "-");
/** Where the digits of each byte stand in a UUID. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
let uuids = "";
let taken = UUIDS;

/**
 * Returns a random UUID. That of Node.js is put together from twenty texts, and each message needs two.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4
 */
export function createUuid(): string {
  if (taken === UUIDS) {
    for (let at = 0; at < UUIDS; at++) writeUuid(at * LENGTH);
    uuids = TEXT.toString("latin1");
    taken = 0;
  }
  const start = LENGTH * taken++;
  return uuids.slice(start, start + LENGTH);
}

function writeUuid(first: number): void {
  const start = draw(16);
  for (let at = 0; at < 16; at++) {
    const place = first + PLACES[at]!;
    const byte = POOL[start + at]!;
    TEXT[place] = DIGITS[byte >> 4]!;
    TEXT[place + 1] = DIGITS[byte & 15]!;
  }
  TEXT[first + 14] = DIGITS[4]!; // the version
  TEXT[first + 19] = DIGITS[8 | (POOL[start + 8]! & 3)]!; // the variant
}
