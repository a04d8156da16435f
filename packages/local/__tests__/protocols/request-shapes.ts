import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The type of a member's value; a list has one item, a map one member, `*`. */
export type Shape =
  "string" | "number" | "boolean" | "blob" | "any" | readonly [Shape] | { readonly [name: string]: Shape };

/** What a model says of an action's request, in the words of the wire. */
export interface RequestShape {
  /** The client of AWS's SDK whose model it is, and its version. */
  readonly client: string;
  readonly version: string;
  readonly action: string;
  /** Method and path of a REST API. */
  readonly http?: string;
  /** Of the body, the form or the document. */
  readonly members: { readonly [name: string]: Shape };
  readonly query?: readonly string[];
  readonly headers?: readonly string[];
}

/** Lines of JSON, one an action; extract-request-shapes.ts writes them. */
export const FILE = join("packages", "local", "__tests__", "protocols", "request-shapes.jsonl");

/** The requests of every emulated action. */
export const readShapes = (): readonly RequestShape[] =>
  readFileSync(join(__dirname, "request-shapes.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RequestShape);
