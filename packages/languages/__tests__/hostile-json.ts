import fc from "fast-check";
import type { Json } from "../json";

/** Names that every object of JavaScript has something for. */
export const INHERITED = ["toString", "valueOf", "__proto__", "constructor", "hasOwnProperty", "length"] as const;

/** How deep a hostile document nests. */
export const DEEPEST = 10_000;

/** A name of a member: any, or one that every object of JavaScript has something for. */
export const memberNames = fc.oneof(fc.constantFrom(...INHERITED), fc.string());

/** The texts of documents that nest deeper than whatever calls itself can follow: lists, objects, and names of above. */
export const deepTexts: fc.Arbitrary<string> = fc
  .constantFrom(["[", "]"], ['{"a":', "}"], ['[{"toString":', "}]"], ['{"__proto__":', "}"])
  .map(([before = "", after = ""]) => `${before.repeat(DEEPEST)}1${after.repeat(DEEPEST)}`);

/** Values whose members are named as JavaScript's own, beside any others. */
export const misleadingJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
  {
    weight: 2,
    arbitrary: fc.dictionary(memberNames, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 }) as fc.Arbitrary<Json>,
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom(...INHERITED), fc.constantFrom<Json>(null, 1, "a", [], { toString: null })))
      .map((members): Json => ({ a: Object.fromEntries(members) })),
  },
);

/** Values of both kinds: what a client may send. */
export const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 30, arbitrary: misleadingJson },
  { weight: 1, arbitrary: deepTexts.map((text) => JSON.parse(text) as Json) },
);

/** The text of a value of both kinds, or any text. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: fc.json() },
  { weight: 10, arbitrary: misleadingJson.map((value) => JSON.stringify(value)) },
  { weight: 4, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.constantFrom("[", '{"a":').map((piece) => piece.repeat(DEEPEST)) },
  { weight: 1, arbitrary: deepTexts },
);
