import { ANY_CHARACTER, ANY_TEXT, matchTokens, type PatternToken } from "../protocols/match-tokens";
import type { ConditionKeys } from "./condition-keys";

/** A character, a wildcard, or a policy variable such as `${aws:PrincipalAccount}`. */
type Token = PatternToken | Variable;

interface Variable {
  readonly key: string;
  readonly default?: string;
}

/** Tells whether a value matches; a variable in the pattern that has no value makes it match nothing. */
export type Pattern = (value: string, keys: ConditionKeys) => boolean;

/**
 * The pattern that `text` writes: `*` stands for any text, `?` for any character, and with `variables` `${key}` and
 * `${key, 'default'}` for the value of a condition key, `${*}`, `${?}` and `${$}` for the character itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function compilePattern(
  text: string,
  options: { readonly ignoreCase?: boolean; readonly variables?: boolean } = {},
): Pattern {
  const fold = options.ignoreCase === true ? (value: string) => value.toLowerCase() : (value: string) => value;
  const tokens = readTokens(fold(text), options.variables === true);
  if (tokens.every((token) => typeof token === "string")) {
    const literal = tokens.join("");
    return (value) => fold(value) === literal;
  }
  return (value, keys) => {
    const resolved = resolveVariables(tokens, keys, fold);
    return resolved !== undefined && matchTokens(fold(value), resolved);
  };
}

function readTokens(text: string, variables: boolean): Token[] {
  const tokens: Token[] = [];
  for (let position = 0; position < text.length; position++) {
    const character = text[position] ?? "";
    const end = variables && character === "$" && text[position + 1] === "{" ? text.indexOf("}", position) : -1;
    if (end > 0) {
      tokens.push(readVariable(text.slice(position + 2, end)));
      position = end;
    } else {
      tokens.push(character === "*" ? ANY_TEXT : character === "?" ? ANY_CHARACTER : character);
    }
  }
  return tokens;
}

function readVariable(text: string): Token {
  if (text === "*" || text === "?" || text === "$") return text;
  const [, key = text, value] = /^([^,]*),\s*'(.*)'\s*$/.exec(text) ?? [];
  return value === undefined ? { key: key.trim() } : { key: key.trim(), default: value };
}

/** The tokens with the values of variables in place, undefined if one has no single value. */
function resolveVariables(
  tokens: readonly Token[],
  keys: ConditionKeys,
  fold: (value: string) => string,
): PatternToken[] | undefined {
  const resolved: PatternToken[] = [];
  for (const token of tokens) {
    if (typeof token !== "object") resolved.push(token);
    else {
      const values = keys.read(token.key);
      const value = values?.length === 1 ? values[0] : token.default;
      if (value === undefined) return undefined;
      resolved.push(...fold(value));
    }
  }
  return resolved;
}
