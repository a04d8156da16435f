import { ANY_TEXT, matchTokens, type PatternToken, WILDCARDS } from "../protocols/match-tokens";
import type { ConditionKeys } from "./condition-keys";

/** A character, a wildcard, or a policy variable such as `${aws:PrincipalAccount}`. */
type Token = PatternToken | Variable;

interface Variable {
  readonly key: string;
  readonly default?: string;
}

interface PatternOptions {
  readonly ignoreCase?: boolean;
  readonly variables?: boolean;
  /** False where `*` and `?` are characters like any other. @default true */
  readonly wildcards?: boolean;
}

/** Tells whether a value matches; a variable in the pattern that has no value makes it match nothing. */
export type Pattern = (value: string, keys: ConditionKeys) => boolean;

/**
 * The pattern that `text` writes: `*` stands for any text, `?` for any character, and with `variables` `${key}` and
 * `${key, 'default'}` for the value of a condition key, `${*}`, `${?}` and `${$}` for the character itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function compilePattern(text: string, options: PatternOptions = {}): Pattern {
  const fold = options.ignoreCase === true ? (value: string) => value.toLowerCase() : (value: string) => value;
  const tokens = readTokens(fold(text), options);
  if (tokens.every((token) => typeof token === "string")) {
    const literal = tokens.join("");
    return (value) => fold(value) === literal;
  }
  return (value, keys) => {
    const folded = fold(value);
    const resolved = resolveVariables(tokens, (variable) => readValue(variable, keys, fold), folded.length);
    return resolved !== undefined && matchTokens(folded, resolved);
  };
}

function readTokens(text: string, { variables = false, wildcards = true }: PatternOptions): Token[] {
  const tokens: Token[] = [];
  const lastEnd = variables ? text.lastIndexOf("}") : -1;
  for (let position = 0; position < text.length; position++) {
    const character = text[position] ?? "";
    if (position < lastEnd && character === "$" && text[position + 1] === "{") {
      const end = text.indexOf("}", position);
      tokens.push(readVariable(text.slice(position + 2, end)));
      position = end;
    } else tokens.push((wildcards && WILDCARDS.get(character)) || character);
  }
  return tokens;
}

function readVariable(text: string): Token {
  if (text === "*" || text === "?" || text === "$") return text;
  const [, key = text, value] = /^([^,]*),\s*'(.*)'\s*$/.exec(text) ?? [];
  return value === undefined ? { key: key.trim() } : { key: key.trim(), default: value };
}

function readValue(
  { key, default: instead }: Variable,
  keys: ConditionKeys,
  fold: (value: string) => string,
): string | undefined {
  const values = keys.read(key);
  const value = values?.length === 1 ? values[0] : instead;
  return value === undefined ? undefined : fold(value);
}

/**
 * The tokens with the values of variables in place, undefined if one has no single value, or if they are more characters
 * than the `longest` text that is to match: a value is the client's, and may be long and come many times.
 */
function resolveVariables(
  tokens: readonly Token[],
  read: (variable: Variable) => string | undefined,
  longest: number,
): PatternToken[] | undefined {
  const resolved: PatternToken[] = [];
  let wildcards = 0;
  for (const token of tokens) {
    if (token === ANY_TEXT) wildcards++;
    const value: string | readonly PatternToken[] | undefined = typeof token === "object" ? read(token) : [token];
    if (value === undefined || resolved.length - wildcards + value.length > longest) return undefined;
    for (let index = 0; index < value.length; index++) resolved.push(value[index] ?? "");
  }
  return resolved;
}
