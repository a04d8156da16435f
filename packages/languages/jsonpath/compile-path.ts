import { apiGatewayDialect } from "./api-gateway-dialect";
import type { Dialect } from "./dialect";
import { getMember, isMap } from "./document";
import { InvalidPathError, JsonPathError, PathNotFoundError } from "./errors";
import { evaluatePath } from "./evaluate-path";
import type { Json } from "../json";
import type { Path } from "./tokens";
import { createContext } from "./walk";

export { InvalidPathError, JsonPathError, PathNotFoundError };

/**
 * A path of Jayway's JsonPath dialect, ready to be applied to any number of documents, which are values of one kind, as is
 * what it selects.
 */
export interface JsonPath<Node = Json> {
  readonly text: string;
  /** Whether the path selects one value at most. */
  readonly definite: boolean;
  /**
   * The selected value (definite), or the list of matches (indefinite).
   *
   * @throws PathNotFoundError if a definite path selects nothing
   * @throws JsonPathError if a function or filter of the path cannot be applied to this document
   */
  read(document: Node): Node;
  /** As `read`, but undefined where that throws PathNotFoundError. */
  find(document: Node): Node | undefined;
  /** The names and indices of a plain path such as `$.a['b'][0]`, which could be written to; undefined for any other. */
  readonly segments: readonly (string | number)[] | undefined;
}

const LONGEST_PATH = 10_000;

/**
 * The path that `text` writes, in a dialect of Jayway JsonPath.
 *
 * @param dialect @default that of API Gateway's templates
 * @throws InvalidPathError if the text is not a path
 */
export function compilePath<Node = Json>(text: string, dialect: Dialect = apiGatewayDialect): JsonPath<Node> {
  const path = parse(text, dialect);
  const steps = listSteps(path);
  const isReference =
    steps !== undefined && path.root === "$" && steps.every((step) => typeof step === "string" || step >= 0);
  const evaluate = (document: Node): Node =>
    failForDepth(() => evaluatePath(path, dialect.wrap(document), createContext(document, dialect)) as Node, text);
  const find =
    steps === undefined
      ? (document: Node) => tryEvaluate(evaluate, document)
      : (document: Node) => follow(steps, document, dialect);
  const read = (document: Node): Node => (steps && follow(steps, document, dialect)) ?? evaluate(document);
  return { text, definite: path.definite, read, find, segments: isReference ? steps : undefined };
}

function parse(text: string, dialect: Dialect): Path {
  if (text.length > LONGEST_PATH)
    throw new InvalidPathError(
      `path '${text.slice(0, 20)}...': is too long, got ${text.length} characters; write at most ${LONGEST_PATH}`,
    );
  try {
    return dialect.parse(text);
  } catch (error) {
    if (error instanceof InvalidPathError || !(error instanceof JsonPathError || error instanceof RangeError))
      throw error;
    throw new InvalidPathError(`path '${text}': cannot be compiled, got ${error.message}`);
  }
}

function failForDepth<Value>(evaluate: () => Value, text: string): Value {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RangeError) throw new JsonPathError(`path '${text}': the document is nested too deeply`);
    throw error;
  }
}

function tryEvaluate<Node>(evaluate: (document: Node) => Node, document: Node): Node | undefined {
  try {
    return evaluate(document);
  } catch (error) {
    if (error instanceof PathNotFoundError) return undefined;
    throw error;
  }
}

/** The names and indices of a path that consists of nothing else, negative indices included. */
function listSteps(path: Path): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  for (const token of path.tokens) {
    const [step, ...more] = token.kind === "property" ? token.names : token.kind === "index" ? token.indexes : [];
    if (step === undefined || more.length > 0) return undefined;
    steps.push(step);
  }
  return steps;
}

function follow<Node>(steps: readonly (string | number)[], document: Node, dialect: Dialect): Node | undefined {
  let value: unknown = document;
  for (const step of steps) {
    if (typeof step === "string") value = isMap(value) ? getMember(value, step) : undefined;
    else value = Array.isArray(value) ? dialect.unwrap(dialect.findElement(value, step)) : undefined;
    if (value === undefined) return undefined;
  }
  return value as Node;
}
