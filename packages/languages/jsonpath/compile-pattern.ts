import { RE2JS } from "re2js";
import { InvalidPathError } from "./errors";

/** Java's flags as they follow the second slash. `d` (lines end with \n only) and `u`, `U` (Unicode) change nothing in RE2. */
const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  d: 0,
  u: 0,
  U: 0,
};

/**
 * The pattern that `/source/flags` writes. It is matched in time linear to the input, so no input can hold the process up.
 *
 * @throws InvalidPathError for what has no such algorithm (backreferences, lookaround, possessive quantifiers), as for a
 *   flaw
 */
export function compilePattern(source: string, flags: string): RE2JS {
  let bits = 0;
  for (const flag of flags) {
    const bit = flagBits[flag];
    if (bit === undefined)
      throw new InvalidPathError(`pattern /${source}/: has a flag that is not known, got '${flag}'; use i, m or s`);
    bits |= bit;
  }
  try {
    return RE2JS.compile(source, bits);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidPathError(
      `pattern /${source}/: cannot be matched in linear time, got ${reason}; write it without lookaround and backreferences`,
    );
  }
}
