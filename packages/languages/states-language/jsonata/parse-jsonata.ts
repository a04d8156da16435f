import { LinearRegExp } from "./linear-reg-exp";
import { type LibraryExpression, loadJsonata } from "./load-jsonata";
import { MAXIMUM_SEQUENCE } from "../values/evaluation-limits";
import { isNode, type SyntaxNode, walk } from "./jsonata-tree";

/** An expression of JSONata's library, with its syntax tree. */
export interface ParsedJsonata {
  readonly expression: LibraryExpression;
  readonly tree: SyntaxNode;
  readonly text: string;
}

/** The parser's code and message for what is no expression. */
export interface SyntaxProblem {
  readonly code?: string;
  readonly message: string;
}

/** Longer expressions are refused: parsing one takes a tenth of a second. *Assumed*; AWS's limit, if there is one, is not known. */
const MAXIMUM_LENGTH = 65_536;
/** What was parsed last stays for so many characters, so that preparing a definition need not parse what validating it has. */
const REMEMBERED_CHARACTERS = 1_048_576;

const OPTIONS = { sequence: MAXIMUM_SEQUENCE, RegexEngine: LinearRegExp };

let remembered = new Map<string, ParsedJsonata | SyntaxProblem>();
/** What was parsed before that, for as many characters: a definition's first expressions stay until its last ones are parsed. */
let former = new Map<string, ParsedJsonata | SyntaxProblem>();
let characters = 0;

/** Parses an expression as JSONata 2.0.6 does. @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
export function parseJsonata(text: string): ParsedJsonata | SyntaxProblem {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const parsed = former.get(text) ?? parse(text);
  characters += text.length;
  if (characters > REMEMBERED_CHARACTERS) {
    former = remembered;
    remembered = new Map();
    characters = text.length;
  }
  remembered.set(text, parsed);
  return parsed;
}

/** The same expression with a tree and an environment of its own. */
export function parseAnew({ text }: ParsedJsonata): ParsedJsonata {
  const parsed = parse(text);
  if ("message" in parsed)
    throw new Error(`JSONata: an expression that was parsed is none, got ${JSON.stringify(text)}`);
  return parsed;
}

function parse(text: string): ParsedJsonata | SyntaxProblem {
  if (text.length > MAXIMUM_LENGTH) return { message: `Expression is longer than ${MAXIMUM_LENGTH} characters` };
  try {
    const expression = loadJsonata()(text, OPTIONS);
    const tree = expression.ast();
    if (!isNode(tree)) return { code: "S0207", message: "Unexpected end of expression" };
    return findLaterOperator(text, tree) ?? { expression, tree, text };
  } catch (thrown) {
    return describeProblem(thrown);
  }
}

/** JSONata throws plain objects; what JavaScript throws is a regular expression that is none, or too deep a nesting. */
function describeProblem(thrown: unknown): SyntaxProblem {
  if (thrown instanceof RangeError) return { message: "Expression is nested too deeply" };
  if (thrown instanceof SyntaxError) return { message: "Invalid regular expression" };
  if (typeof thrown !== "object" || thrown === null || thrown instanceof Error)
    return { message: "Invalid expression" };
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  return { ...(typeof code === "string" && { code }), message: String(message ?? "Invalid expression") };
}

/**
 * `??` and `?:` came after 2.0.6, whose parser takes them for `?` with a second operator where a value should be.
 *
 * *Recorded*: the messages, from jsonata 2.0.6 itself.
 */
function findLaterOperator(text: string, tree: SyntaxNode): SyntaxProblem | undefined {
  let operator: string | undefined;
  walk(tree, ({ type, position }) => {
    if (type !== "condition" || position === undefined || operator !== undefined) return;
    const written = text.slice(position - 2, position);
    if (written === "??" || written === "?:") operator = written[1];
  });
  if (operator === undefined) return undefined;
  return { code: "S0211", message: `The symbol ${JSON.stringify(operator)} cannot be used as a unary operator` };
}
