import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation as large as it is now. It would grow with each burst of clients, up to 16 MiB three times,
 * and keep that memory; what few messages leave behind fits into less, and a larger one is slower to clean up where
 * sockets, which live on, are copied in it. A V8 without the flags ignores them.
 *
 * Nothing is made in the old generation at once, as V8 does where much of what a line of code made has lived on: what such
 * an object points to would be copied too, though nobody needs it, which took a tenth of all that messages cost.
 */
export function keepYoungGeneration(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Lets it grow, where many messages come: fewer of them are on their way each time that it is cleaned up. */
export function growYoungGeneration(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
