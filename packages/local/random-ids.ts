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

/** So many texts are written at a time: making a text of bytes costs more than writing them. */
const AT_ONCE = 64;

/** Returns what gives texts of the length of `pattern`: each is `write`'s, over a copy of that pattern. */
function createTexts(pattern: string, write: (texts: Buffer, start: number) => void): () => string {
  const { length } = pattern;
  const bytes = Buffer.alloc(AT_ONCE * length);
  let texts = "";
  let taken = AT_ONCE;
  return () => {
    if (taken === AT_ONCE) {
      bytes.fill(pattern);
      for (let start = 0; start < bytes.length; start += length) write(bytes, start);
      texts = bytes.toString("latin1");
      taken = 0;
    }
    const start = length * taken++;
    return texts.slice(start, start + length);
  };
}

const BASE64 = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

/**
 * Returns what gives so many random bytes as Base64 for URLs, with its padding.
 * @see https://www.rfc-editor.org/rfc/rfc4648#section-5
 */
export function createBase64Texts(bytes: number): () => string {
  const digits = Math.ceil((bytes * 8) / 6);
  /** The last digit has the bits that are left. */
  const lastBits = 64 - 2 ** (digits * 6 - bytes * 8);
  return createTexts("=".repeat(Math.ceil(bytes / 3) * 4), (texts, start) => {
    const from = draw(digits);
    for (let at = 0; at < digits; at++)
      texts[start + at] = BASE64[POOL[from + at]! & (at === digits - 1 ? lastBits : 63)]!;
  });
}

const HEX = Buffer.from("0123456789abcdef");
/** Where the digits of each byte stand in a UUID. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/**
 * Returns a random UUID. That of Node.js is put together from twenty texts, and each message needs two.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4
 */
export const createUuid = createTexts("00000000-0000-4000-8000-000000000000", (texts, start) => {
  const from = draw(16);
  for (let at = 0; at < 16; at++) {
    const place = start + PLACES[at]!;
    const byte = POOL[from + at]!;
    texts[place] = HEX[byte >> 4]!;
    texts[place + 1] = HEX[byte & 15]!;
  }
  texts[start + 14] = HEX[4]!; // the version
  texts[start + 19] = HEX[8 | (POOL[from + 8]! & 3)]!; // the variant
});
