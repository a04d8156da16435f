import type { HttpAnswer } from "../http/http-answer";
import { HARDENED } from "./hardened";

export const json = (value: unknown, status = 200): HttpAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...HARDENED },
  body: JSON.stringify(value),
});

/** What a failed call says. */
export const problem = (status: number, message: string): HttpAnswer => json({ message }, status);
