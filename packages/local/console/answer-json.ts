import { pipeline, Readable } from "node:stream";
import type { HttpAnswer } from "../http/http-answer";
import { HARDENED } from "./hardened";
import { printParts } from "./print-parts";

const HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...HARDENED };

export const json = (value: unknown, status = 200): HttpAnswer => ({
  status,
  headers: HEADERS,
  body: JSON.stringify(value),
});

/** As `json`, of what may be very long: it is printed while the client reads. */
export const longJson = (value: object): HttpAnswer => ({
  status: 200,
  headers: HEADERS,
  // A client that leaves needs no more of it.
  stream: (response) => void pipeline(Readable.from(printParts(value)), response, () => undefined),
});

/** What a failed call says. */
export const problem = (status: number, message: string): HttpAnswer => json({ message }, status);
