import type { Json } from "@sfn-websocket/languages/json";
import {
  entries,
  flag,
  list,
  mapOf,
  number,
  oneOf,
  optional,
  printKept,
  readKept,
  structure,
  structureOf,
  text,
} from "../../protocols/kept-state";

interface Shelf {
  readonly name: string;
  readonly size?: number | undefined;
  readonly books: readonly { readonly title: string }[];
  readonly labels: readonly (readonly [string, boolean])[];
  readonly kind?: "high" | "low" | undefined;
}

const SHELVES = list(
  structureOf<Shelf>({
    name: text,
    size: optional(number),
    books: list(structureOf({ title: text })),
    labels: entries(flag),
    kind: optional(oneOf("high", "low")),
  }),
);

const read = (state: Json) => readKept(SHELVES, state, "shelves");

describe("a kept state", () => {
  it("is read as it was written, with what nobody names", () => {
    const state = [
      { name: "a", size: 1, books: [{ title: "b", pages: 3 }], labels: [["c", true]], kind: "low", d: null },
    ];
    expect(read(state)).toEqual(state);
  });

  it("has empty lists where it was kept before there were any", () =>
    expect(read([{ name: "a" }])).toEqual([{ name: "a", books: [], labels: [] }]));

  it("has maps as their entries", () => {
    const state = printKept({ owners: new Map([["a", new Map([["b", 1]])]]) });
    expect(state).toEqual({ owners: [["a", [["b", 1]]]] });
    const owners = mapOf(mapOf(number));
    expect(structureOf({ owners })(state, "shelf")).toEqual({ owners: new Map([["a", new Map([["b", 1]])]]) });
    expect(owners(undefined, "owners")).toEqual(new Map());
  });

  it("may be an empty object, which is none", () => expect(read({})).toEqual([]));

  it("may have structures that are not looked into", () =>
    expect(structure<{ readonly a?: number }>()({ a: "b" }, "place")).toEqual({ a: "b" }));

  it.each<[Json, string]>([
    [5, "shelves: not a list, got 5"],
    [{ a: 1 }, "shelves: not a list, got a structure"],
    [[null], "shelves[0]: not a structure, got null"],
    [[[]], "shelves[0]: not a structure, got a list"],
    [[{}], "shelves[0].name: not a text, got null"],
    [[{ name: "a", size: "1" }], 'shelves[0].size: not a number, got "1"'],
    [[{ name: "a", books: [{ title: "b" }, { title: 5 }] }], "shelves[0].books[1].title: not a text, got 5"],
    [[{ name: "a", labels: [["c", 1]] }], "shelves[0].labels[0][1]: not a flag, got 1"],
    [[{ name: "a", labels: ["c"] }], 'shelves[0].labels[0]: not a pair, got "c"'],
    [[{ name: "a", kind: "odd" }], 'shelves[0].kind: not one of high, low, got "odd"'],
    [["x".repeat(200)], `shelves[0]: not a structure, got "${"x".repeat(99)}`],
  ])("fails for %j by its place", (state, message) => expect(() => read(state)).toThrow(new Error(message)));
});
