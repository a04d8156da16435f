import { isTypeScript, listFolder, readSource } from "./sources";

const OWN = "__tests__/casts.test.ts";

/** What takes the compiler's word away: a cast by way of another type, and `any`. */
const SILENCERS = /\bas (unknown|object|any) as\b|\bas any(?=[,;)\].])|[:<] ?any(?=[,;)\]=>[])/;
/** A check that is switched off, by a comment. */
const SWITCHES = /@ts-(ignore|expect-error|nocheck)/;

const isSilent = (text: string): boolean =>
  SWITCHES.test(text) || SILENCERS.test(text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ""));

const files = ["main.ts", ...["stacks", "packages", "__tests__"].flatMap(listFolder)].filter(
  (file) => isTypeScript(file) && file !== OWN && !/(^|\/)(node_modules|cdktf\.out)\//.test(file),
);

it("silences the compiler nowhere", () => {
  expect(files.length).toBeGreaterThan(1000);
  const silent = files.filter((file) => isSilent(readSource(file)));
  expect(silent).toEqual([]);
});

it.each([
  "a as unknown as B",
  "a as object as B",
  "(a: any) => a",
  "let a: any;",
  "new Map<any, B>()",
  "// @ts-ignore",
])("sees %j", (text) => expect(isSilent(text)).toBe(true));
