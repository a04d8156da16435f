import { readSource, SOURCES } from "./sources";

/** A function whose name begins with a verb of the contract: its name, and its text as formatted. */
interface Verb {
  readonly name: string;
  readonly text: string;
}

/** What breaks the contract of a verb, as far as a text shows it; passing a foreign error on with `throw error` breaks none. */
const BROKEN: readonly (readonly [problem: string, verbs: RegExp, text: RegExp])[] = [
  ["throws, as require does", /^(find|refuse|check)/, /\bthrow (?!(error|thrown);)/],
  ["gives nothing back", /^(find|refuse|check)/, /^[^{]*\): (Promise<)?(void|never)\b/],
  ["gives a boolean, as is does", /^(find|refuse|check)/, /^[^{]*\): (Promise<)?boolean\b/],
  ["gives what it finds or a text of why not", /^find/, /\): (Promise<)?([A-Z]\w* \| string\b|string \| [A-Z])/],
  ["gives undefined, as find does", /^require/, /\): (Promise<)?[A-Z]\w* \| undefined\b/],
];

/** Every function by declaration or by arrow; its text ends at the brace below its first letter, or at the first semicolon. */
function listVerbs(text: string): readonly Verb[] {
  const declared = text.matchAll(/^( *)(?:export )?(?:async )?function (\w+)[\s\S]*?\n\1\}$/gm);
  const arrows = text.matchAll(/^( *)(?:export )?const (\w+) = (?:async )?\([\s\S]*?(?:=> \{$[\s\S]*?\n\1\};|;)$/gm);
  return [...declared, ...arrows].map(([whole, , name = ""]) => ({ name, text: whole }));
}

function listBroken(text: string): readonly string[] {
  return listVerbs(text).flatMap(({ name, text: body }) =>
    BROKEN.filter(([, verbs, shape]) => verbs.test(name) && shape.test(body)).map(([problem]) => `${name} ${problem}`),
  );
}

it("lets find give undefined, refuse a reason, check problems, and only require throw", () => {
  const texts = SOURCES.map((file) => ({ file, text: readSource(file) }));
  expect(texts.flatMap(({ text }) => listVerbs(text)).length).toBeGreaterThan(3000);
  expect(texts.flatMap(({ file, text }) => listBroken(text).map((problem) => `${file}: ${problem}`))).toEqual([]);
});

it.each([
  ['function findA(): A {\n  if (b) return b;\n  throw new Error("c");\n}', "findA throws, as require does"],
  ["const findA = (b: string): A => {\n  throw fail(b);\n};", "findA throws, as require does"],
  ["  function checkA(a: string): void {\n    b(a);\n  }", "checkA gives nothing back"],
  ["export function checkA(a: string): boolean {\n  return b;\n}", "checkA gives a boolean, as is does"],
  ["export function findA(): A | string {\n  return b;\n}", "findA gives what it finds or a text of why not"],
  ["function requireA(): A | undefined {\n  return b;\n}", "requireA gives undefined, as find does"],
])("sees in %j that it breaks the contract", (text, problem) => expect(listBroken(text)).toEqual([problem]));

it.each([
  "function findA(): A | undefined {\n  try {\n    return b();\n  } catch (error) {\n    throw error;\n  }\n}",
  'function requireA(): A {\n  throw new Error("b");\n}',
  "const refuseA = (a: string): string | undefined => (a === b ? undefined : c);",
])("takes %j", (text) => expect(listBroken(text)).toEqual([]));
