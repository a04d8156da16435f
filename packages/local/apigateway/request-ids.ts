import { randomFillSync } from "node:crypto";

const POOL = Buffer.alloc(8192);
let used = POOL.length;

/** Returns `length` random bytes as URL-safe Base64, without its padding. */
function randomText(length: number): string {
  if (used + length > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  return POOL.toString("base64url", used, (used += length));
}

/** Returns a new request id: 16 characters that end in `=`. *Recorded*, us-east-1, September 2026 (`EP5tkGhLIAMEpwA=`). */
export const createRequestId = (): string => `${randomText(11)}=`;

/** Returns a new connection or message id: 20 characters that end in `==`. *Recorded*, us-east-1, September 2026. */
export const createConnectionId = (): string => `${randomText(13)}==`;
