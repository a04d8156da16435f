import type { Random } from "../random";
import { members, names } from "./generate-payload";
import type { Type } from "./generate-payload";
import { methods } from "./methods";

/** What the parts of one template that is being generated share. */
export interface Draft {
  readonly random: Random;
  /** The variables that are set so far, by name. */
  readonly variables: Map<string, Type>;
  /** The macros and how many parameters each has. */
  readonly macros: Map<string, number>;
  /** How many `#foreach` stand around the place. */
  readonly loops: number;
  readonly depth: number;
}

export const types: readonly Type[] = ["text", "integer", "double", "boolean", "list", "map", "nothing"];

type Make = (draft: Draft) => string;

/** A literal, or another value without operators, of the type. */
const literals: Readonly<Record<Type, Make>> = {
  text: (draft) =>
    draft.random.pick([
      () => `'${draft.random.pick(plainTexts)}'`,
      () => `"${draft.random.pick(plainTexts)}"`,
      () => `"${generateInterpolation(deeper(draft))}"`,
    ])(),
  integer: ({ random }) => String(random.pick([0, 1, 2, 3, 5, 10, -1, -2, 100, 2147483647, 2147483648, 99999999999])),
  double: ({ random }) => random.pick(["0.5", "1.0", "2.5", "-1.5", "1e3", "1.5E-3", ".5", "100.0", "3."]),
  boolean: ({ random }) => random.pick(["true", "false"]),
  list: (draft) =>
    draft.random.chance(0.2)
      ? `[${generateBound(draft)}${blank(draft)}..${blank(draft)}${generateBound(draft)}]`
      : `[${separate(
          draft,
          draft.random.list([0, 3], () => generateOperand(deeper(draft), pickType(draft))),
        )}]`,
  map: (draft) =>
    `{${draft.random
      .list(
        [0, 3],
        () =>
          `${blank(draft)}${generateKey(draft)}${blank(draft)}:${blank(draft)}${generateOperand(deeper(draft), pickType(draft))}`,
      )
      .join(",")}}`,
  nothing: ({ random }) => random.pick(["$nothing", "$null", "$!nothing", "${nothing}"]),
};

const plainTexts = ["", "x", "abc", "a b", "a,b", ",", "X", "1", "2.5", "true", "", "\\", "a\\n", "/", "é", "-"];

function generateKey(draft: Draft): string {
  return draft.random.chance(0.8)
    ? `'${draft.random.pick(names)}'`
    : generateOperand(deeper(draft), draft.random.pick(["text", "integer", "boolean"]));
}

function generateBound(draft: Draft): string {
  return draft.random.chance(0.8)
    ? String(draft.random.below(8) - 2)
    : draft.random.pick(["$items.size()", "$velocityCount", "$nothing", "$text", "$names.size()"]);
}

/** The operators that give a value of the type, with the types of their two sides. */
const operators: Readonly<Partial<Record<Type, readonly (readonly [string, Type, Type])[]>>> = {
  text: [
    ["+", "text", "text"],
    ["+", "text", "integer"],
    ["+", "double", "text"],
    ["+", "text", "nothing"],
    ["+", "list", "text"],
  ],
  integer: ["+", "-", "*", "/", "%"].map((operator) => [operator, "integer", "integer"] as const),
  double: ["+", "-", "*", "/", "%"].flatMap((operator) => [
    [operator, "double", "integer"] as const,
    [operator, "double", "double"] as const,
  ]),
  boolean: [
    ...["==", "!=", "<", "<=", ">", ">=", "eq", "ne", "lt", "le", "gt", "ge"].flatMap((operator) => [
      [operator, "integer", "integer"] as const,
      [operator, "integer", "double"] as const,
    ]),
    ...["==", "!=", "eq", "ne"].flatMap((operator) =>
      types.flatMap((type) => [[operator, type, type] as const, [operator, type, "text"] as const]),
    ),
    ...["&&", "||", "and", "or"].map((operator) => [operator, "boolean", "boolean"] as const),
    ...["&&", "||"].map((operator) => [operator, "text", "nothing"] as const),
  ],
};

/** Anything that may stand on the right of `#set` or in `#if`, mostly of the type. */
export function generateExpression(draft: Draft, type: Type): string {
  const { random } = draft;
  const wanted = random.chance(0.93) ? type : pickType(draft);
  const choices = operators[wanted];
  if (choices === undefined || draft.depth > 4 || random.chance(0.45)) return generateOperand(draft, wanted);
  if (wanted === "boolean" && random.chance(0.15))
    return `${random.pick(["!", "! ", "not "])}${generateOperandOrGroup(draft, random.chance(0.7) ? "boolean" : pickType(draft))}`;
  const [operator, left, right] = random.pick(choices);
  return `${generateOperandOrGroup(draft, left)} ${operator} ${generateOperandOrGroup(draft, right)}`;
}

function generateOperandOrGroup(draft: Draft, type: Type): string {
  if (!draft.random.chance(0.3))
    return draft.random.chance(0.2) ? generateExpression(deeper(draft), type) : generateOperand(deeper(draft), type);
  return `(${blank(draft)}${generateExpression(deeper(draft), type)}${blank(draft)})`;
}

/** A value without operators: what may be an argument or an item. */
export function generateOperand(draft: Draft, type: Type): string {
  return draft.random.chance(draft.depth > 5 ? 0.9 : 0.4) ? literals[type](draft) : generateReference(draft, type);
}

/** A reference, mostly to a value of the type. */
export function generateReference(draft: Draft, type: Type): string {
  const { random } = draft;
  const way = generateWay(draft, type);
  const style = random.below(12);
  if (style === 0) return `$!${way}`;
  if (style === 1) return `\${${way}}`;
  return style === 2 ? `$!{${way}}` : `$${way}`;
}

function generateWay(draft: Draft, type: Type): string {
  const { random } = draft;
  if (draft.depth <= 5 && random.chance(0.55)) {
    const making = methods.filter(({ gives }) => gives === type);
    if (making.length > 0) {
      const method = random.pick(making);
      const owner = method.of === "loop" ? "foreach" : generateOwner(deeper(draft), method.of);
      return `${owner}${generateCall(draft, method)}`;
    }
  }
  return generateOwner(draft, type);
}

/** The name of a variable of the type, or the way to a member. */
function generateOwner(draft: Draft, type: Type): string {
  const { random } = draft;
  const known = [...draft.variables].filter(([, held]) => held === type).map(([name]) => name);
  if (known.length > 0 && random.chance(0.8)) return random.pick(known);
  const paths = members.filter(([, held]) => held === type);
  if (paths.length > 0 && random.chance(0.8)) return `input.path('$.${random.pick(paths)[0]}')`;
  return random.pick([
    () => "nothing",
    () => `map.${pickPropertyName(random)}`,
    () => `map['${random.pick(names)}']`,
    () => `items[${random.below(4) - 1}]`,
    () => `input.path('$.map.${random.pick(names)}')`,
  ])();
}

function generateCall(draft: Draft, { name, takes, property }: (typeof methods)[number]): string {
  if (property !== undefined && draft.random.chance(0.5)) return property;
  const list = takes.map((type) =>
    typeof type === "string"
      ? generateOperand(deeper(draft), draft.random.chance(0.93) ? type : pickType(draft))
      : draft.random.pick(type),
  );
  return `.${name}(${separate(draft, list)})`;
}

/** The items with blanks around them, which Velocity 1.7 takes only where there are items: `size( )` is an error. */
function separate(draft: Draft, items: readonly string[]): string {
  if (items.length === 0) return draft.random.chance(0.995) ? "" : " ";
  return `${blank(draft)}${items.join(`,${blank(draft)}`)}${blank(draft)}`;
}

const harmless = ["a", " ", "-", ":", "}", "1", ")", "/", "=", ","] as const;

/** What stands between double quotes. */
function generateInterpolation(draft: Draft): string {
  return draft.random
    .list([1, 3], () =>
      draft.random.chance(0.5)
        ? draft.random.pick(draft.random.chance(0.9) ? harmless : ["{", ".", "(", "[x]", "\\"])
        : generateReference(deeper(draft), pickType(draft)).replaceAll('"', "'"),
    )
    .join("");
}

/** A name that may stand after a dot: mostly one that begins with a letter. */
export function pickPropertyName(random: Random): string {
  const name = random.pick(names);
  return name.startsWith("_") && random.chance(0.97) ? "a" : name;
}

export function pickType({ random }: Draft): Type {
  return random.pick(types);
}

/** Blanks, where they change nothing. */
export function blank({ random }: Draft): string {
  return random.chance(0.85) ? "" : random.pick([" ", "  ", "\n"]);
}

export function deeper(draft: Draft): Draft {
  return { ...draft, depth: draft.depth + 1 };
}
