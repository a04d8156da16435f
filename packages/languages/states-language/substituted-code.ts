import { readDelimited } from "./jsonata/jsonata-expression";
import { walk } from "./jsonata/jsonata-tree";
import { fillPlaceholders, type FindSubstitution, type Placeholder } from "./definition-substitutions";
import { type IntrinsicExpression, parseIntrinsic } from "./fields/intrinsic-expression";
import { parseJsonata } from "./jsonata/parse-jsonata";
import { fieldLanguages } from "./validation/field-languages";

/** Stands where a value will: a word that no expression has. */
const STAND_IN = "substituted0value";

/** The texts within an expression, with the stand-in where a placeholder stands; undefined where it is no expression. */
type ReadTexts = (expression: string) => readonly string[] | undefined;

/** The kinds of expression that a definition's texts may be. */
interface Code {
  readonly kind: string;
  readonly text: string;
  readonly readTexts: ReadTexts;
  /** What a value may not hold, beside what would end a text. */
  readonly marks?: RegExp;
}

/**
 * The problems of placeholders in expressions, as `<what is wrong>, got <value>; <what to do>`: a value may stand within a
 * text of JSONata or of an intrinsic function, where it is a text whatever it holds. Anywhere else it would be code.
 *
 * @param find undefined for what only Terraform knows
 */
export function checkSubstitutedCode(placeholders: readonly Placeholder[], find: FindSubstitution): readonly string[] {
  return placeholders.flatMap((placeholder) => {
    const code = readCode(placeholder);
    if (code === undefined) return [];
    const { name, location } = placeholder;
    if (!isText(code, name))
      return [
        `placeholder stands in ${code.kind} outside its texts, got '\${${name}}' at ${location}; write it within quotes there, or give the value a member of its own`,
      ];
    const value = find(name);
    return value === undefined || isHarmless(code, name, value)
      ? []
      : [
          `value of \${${name}} would change the meaning of ${code.kind} at ${location}, got '${value}'; give it a member of its own, outside of expressions`,
        ];
  });
}

function readCode({ text, member }: Placeholder): Code | undefined {
  const expression = readDelimited(text);
  if (expression !== undefined) return { kind: "JSONata", text: expression, readTexts: readJsonataTexts };
  const isPath =
    member.endsWith(".$") || (PATHS.test(member) && fieldLanguages.get(member) === "JSONPath") || OPERANDS.test(member);
  if (!isPath) return undefined;
  return { kind: "JSONPath", text, readTexts: readIntrinsicTexts, marks: /[{}]/ };
}

/** Fields whose value is a path. @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html documented */
const PATHS = /^(Variable|\w+Path)$/;
/** Comparisons with what a path selects: `StringEqualsPath`. */
const OPERANDS = /^(String|Numeric|Timestamp|Boolean)\w+Path$/;

const isPlaceholder = (name: string, value: string) => (other: string) => (other === name ? value : STAND_IN);

/** Whether the placeholder stands within texts only. */
function isText({ text, readTexts }: Code, name: string): boolean {
  const marked = fillPlaceholders(text, isPlaceholder(name, `${STAND_IN}0`));
  const found = readTexts(marked)?.reduce((count, each) => count + countMarks(each), 0);
  return found === countMarks(marked);
}

const countMarks = (text: string): number => text.split(`${STAND_IN}0`).length - 1;

/** Whether the expression with the value is the one with the stand-in, but for that text. */
function isHarmless({ text, readTexts, marks }: Code, name: string, value: string): boolean {
  if (marks?.test(value)) return false;
  const wanted = readTexts(fillPlaceholders(text, isPlaceholder(name, `${STAND_IN}0`)));
  const filled = readTexts(fillPlaceholders(text, isPlaceholder(name, value)));
  return JSON.stringify(wanted?.map((each) => each.replaceAll(`${STAND_IN}0`, () => value))) === JSON.stringify(filled);
}

const readJsonataTexts: ReadTexts = (expression) => {
  const parsed = parseJsonata(expression);
  if ("message" in parsed) return undefined;
  const texts: string[] = [];
  walk(parsed.tree, ({ type, value }) => {
    if (type === "string") texts.push(String(value));
  });
  return texts;
};

const readIntrinsicTexts: ReadTexts = (expression) => {
  try {
    return listTexts(parseIntrinsic(expression));
  } catch {
    // A path, or no call of a function: neither has a text.
    return [];
  }
};

function listTexts(expression: IntrinsicExpression): readonly string[] {
  if (expression.kind === "call") return expression.arguments.flatMap(listTexts);
  return expression.kind === "literal" && typeof expression.value === "string" ? [expression.value] : [];
}
