import type { Random } from "../random";
import {
  blank,
  deeper,
  generateExpression,
  generateOperand,
  generateReference,
  pickPropertyName,
  pickType,
  types,
} from "./generate-expression";
import type { Draft } from "./generate-expression";
import { members, names } from "./generate-payload";
import type { Type } from "./generate-payload";

type Make = (draft: Draft) => string;

const variableNames = ["a", "b", "c", "d", "e-f", "g_1"] as const;

/** Texts between the statements. */
const plain = [
  " ", "\n", "x", "a b", "}", '"', "'", ",", ":", "]", ")", "1", "$5", "$ ", "# ", "#1", "/", "@", "!", "-", "=", "é", "\t", "\r\n", "%", "text\n", "## comment\n", "#* c *#", "#[[ $raw #if ]]#", "#notamacro",
] as const; // prettier-ignore

/** Texts that may become part of what stands before or after them. */
const sticky = ["{", "[", "(", ".", "\\", "\\\\", "$", "##", "#"] as const;

/** The statements with how often each is written. */
const statements: readonly (readonly [weight: number, make: Make])[] = [
  [6, ({ random }) => random.pick(random.chance(0.95) ? plain : sticky)],
  [
    6,
    (draft) =>
      generateReference(draft, pickType(draft)) +
      draft.random.pick(draft.random.chance(0.95) ? ["", "", " ", "!", "x"] : [".", "(", "[", "{"]),
  ],
  [5, generateSet],
  [2, generateMemberSet],
  [3, generateIf],
  [3, generateForeach],
  [1, generateMacro],
  [1, generateMacroCall],
  [1, generateDefine],
  [0.5, (draft) => `#evaluate(${generateOperand(deeper(draft), "text")})`],
  [0.5, (draft) => generateEscaped(draft)],
  [0.2, (draft) => (draft.loops > 0 ? "#break" : "x")],
  [0.1, () => "#stop "],
];

const totalWeight = statements.reduce((sum, [weight]) => sum + weight, 0);

/** A template, and mostly one that makes sense for the generated payloads. */
export function generateTemplate(random: Random): string {
  const draft: Draft = { random, variables: new Map(), macros: new Map(), loops: 0, depth: 0 };
  const prelude = random.list([0, 4], () => {
    const [member, type] = random.pick(members);
    draft.variables.set(member, type);
    return `#set($${member} = $input.path('$.${member}'))`;
  });
  return prelude.join("") + generateBlock(draft);
}

function generateBlock(draft: Draft): string {
  return draft.random.list([1, draft.depth > 2 ? 2 : 5], () => generateStatement(draft)).join("");
}

function generateStatement(draft: Draft): string {
  let at = draft.random.next() * (draft.depth > 4 ? 17 : totalWeight);
  for (const [weight, make] of statements) if ((at -= weight) < 0) return make(draft);
  return "";
}

function generateSet(draft: Draft): string {
  const type = pickType(draft);
  const name = draft.random.pick(variableNames);
  const value = generateExpression(deeper(draft), type);
  const reference = draft.random.chance(0.95) ? `$${name}` : draft.random.pick([`\${${name}}`, `$!${name}`]);
  draft.variables.set(name, type);
  return `#set(${blank(draft)}${reference}${blank(draft)}=${blank(draft)}${value}${blank(draft)})${lineEnd(draft)}`;
}

function generateMemberSet(draft: Draft): string {
  const { random } = draft;
  const owners = [...draft.variables].filter(([, type]) => type === "map" || type === "list").map(([name]) => name);
  if (owners.length === 0) return generateSet(draft);
  const key = random.pick([
    () => `.${pickPropertyName(random)}`,
    () => `['${random.pick(names)}']`,
    () => `[${random.below(3) - 1}]`,
  ])();
  return `#set($${random.pick(owners)}${key} = ${generateExpression(deeper(draft), pickType(draft))})`;
}

function generateCondition(draft: Draft): string {
  return generateExpression(deeper(draft), draft.random.chance(0.8) ? "boolean" : pickType(draft));
}

function generateIf(draft: Draft): string {
  const inner = deeper(draft);
  const branch = (word: string) =>
    `${word}(${blank(draft)}${generateCondition(draft)}${blank(draft)})${lineEnd(draft)}`;
  const others = draft.random.list([0, 1], () => `${branch("#elseif")}${generateBlock(inner)}`).join("");
  const otherwise = draft.random.chance(0.5)
    ? `${draft.random.pick(["#else", "#{else}", "#{else}"])}${lineEnd(draft)}${generateBlock(inner)}`
    : "";
  return `${branch("#if")}${generateBlock(inner)}${others}${otherwise}${end(draft)}`;
}

function generateForeach(draft: Draft): string {
  const name = draft.random.pick(variableNames);
  const list = generateOperand(deeper(draft), draft.random.chance(0.8) ? "list" : draft.random.pick(["map", ...types]));
  const inner: Draft = {
    ...deeper(draft),
    loops: draft.loops + 1,
    variables: new Map([
      ...draft.variables,
      [name, draft.random.pick<Type>(["text", "integer", "map"])],
      ["velocityCount", "integer"],
      ["velocityHasNext", "boolean"],
    ]),
  };
  return `#foreach(${blank(draft)}$${name} in ${list}${blank(draft)})${lineEnd(draft)}${generateBlock(inner)}${end(draft)}`;
}

function generateMacro(draft: Draft): string {
  if (draft.depth > 1) return "x";
  const name = `m${draft.macros.size}`;
  const parameters = draft.random
    .list([0, 2], () => draft.random.pick(["p", "q", "a"]))
    .filter((one, at, all) => all.indexOf(one) === at);
  const variables = new Map([
    ...draft.variables,
    ...parameters.map((parameter) => [parameter, pickType(draft)] as const),
  ]);
  const body = generateBlock({ ...deeper(draft), variables });
  draft.macros.set(name, parameters.length);
  return `#macro(${name}${parameters.map((parameter) => ` $${parameter}`).join("")})${lineEnd(draft)}${body}${end(draft)}`;
}

function generateMacroCall(draft: Draft): string {
  if (draft.macros.size === 0) return "x";
  const [name, count] = draft.random.pick([...draft.macros]);
  const list = draft.random.list([count, draft.random.chance(0.9) ? count : count + 1], () =>
    generateOperand(deeper(draft), pickType(draft)),
  );
  return `#${name}(${list.join(draft.random.pick([" ", ", "]))})`;
}

function generateDefine(draft: Draft): string {
  const name = draft.random.pick(variableNames);
  const body = generateBlock(deeper(draft));
  draft.variables.set(name, "text");
  return `#define($${name})${body}${end(draft)}`;
}

function generateEscaped(draft: Draft): string {
  const { random } = draft;
  const slashes = "\\".repeat(1 + random.below(3));
  return (
    slashes +
    random.pick([
      () => generateReference(deeper(draft), pickType(draft)),
      () => "#set($a = 1)",
      () => (slashes.length % 2 === 1 || random.chance(0.05) ? random.pick(["#if", "#end", "#else"]) : "#foo"),
      () => "#foo",
    ])()
  );
}

function end({ random }: Draft): string {
  return random.pick(["#end", "#{end}", "#end\n", "#{end}", "#end ", "#{end}\n"]);
}

function lineEnd({ random }: Draft): string {
  return random.chance(0.85) ? "" : random.pick(["\n", " ", " \n", "\r\n"]);
}
