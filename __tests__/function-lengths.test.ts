import { parseSync } from "@swc/core";
import { readSource, SOURCES } from "./sources";

/** Lines that a function may have, its name's and its last one included. A table is data and has no length. */
const MOST = 40;

const FUNCTIONS: ReadonlySet<string> = new Set([
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
  ...["Constructor", "ClassMethod", "PrivateMethod", "MethodProperty", "GetterProperty", "SetterProperty"],
]);

/** Where functions begin and end in a file, in bytes. */
function listFunctions(text: string, file: string): readonly (readonly [from: number, to: number])[] {
  // A parser's positions count on from what it has read before.
  const { end: before } = parseSync("", { syntax: "typescript" }).span;
  const found: (readonly [number, number])[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, span } = node as { readonly type?: unknown; readonly span?: { start: number; end: number } };
    if (span && FUNCTIONS.has(String(type))) found.push([span.start - before, span.end - before]);
    Object.values(node).forEach(visit);
  };
  visit(parseSync(text, { syntax: "typescript", tsx: file.endsWith("x"), target: "es2022" }).body);
  return found;
}

/** The functions of a file that are too long, by their first line. */
function listLong(text: string, file: string): readonly string[] {
  const bytes = Buffer.from(text);
  return listFunctions(text, file).flatMap(([from, to]) => {
    const lines = bytes.subarray(from, to).toString().split("\n");
    return lines.length > MOST ? [`${file}: ${lines.length} lines: ${lines[0]}`] : [];
  });
}

it("keeps each function within 40 lines", () => {
  const long = SOURCES.flatMap((file) => listLong(readSource(file), file));
  expect(SOURCES.length).toBeGreaterThan(1000);
  expect(long).toEqual([]);
});

const body = (lines: number): string => "\n  // é".repeat(lines - 2);

it.each([
  ["function a() {", "}"],
  ["const a = async () => {", "};"],
  ["class A {\n  constructor() {", "  }\n}"],
  ["class A {\n  a() {", "  }\n}"],
  ["const a = {\n  a() {", "  }\n};"],
])("sees that %j has a line too many", (begin, end) => {
  expect(listLong(`${begin}${body(MOST)}\n${end}`, "a.ts")).toEqual([]);
  expect(listLong(`${begin}${body(MOST + 1)}\n${end}`, "a.ts")).toEqual([expect.stringContaining(": 41 lines: ")]);
});
