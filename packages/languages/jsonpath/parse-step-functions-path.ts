import { InvalidPathError } from "./errors";
import { parseBracket } from "./parse-step-functions-bracket";
import type { Path, Token } from "./tokens";
import { trimJava } from "./trim-java";

/**
 * The path that `text` writes, in the grammar of Jayway 2.0.0: a text that starts with neither `$` nor `@` is a member of
 * `$`; a name ends at `.`, `[` or a blank; a bracket ends where its own closes, whatever is quoted; a dot before a bracket
 * is passed over.
 *
 * @throws InvalidPathError for any other text
 */
export function parseStepFunctionsPath(text: string): Path {
  const trimmed = trimJava(text);
  if (trimmed.endsWith("..")) fail(text, "ends with '..'; name a member after it");
  if (trimmed === "") fail(text, "is empty; write '$' for the whole document");
  const rooted = /^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`;
  if (rooted.length > 1 && !/^[.[]/.test(rooted.slice(1))) fail(text, `has '${rooted[1]}' at 1; expected '.' or '['`);
  return createPath(rooted.startsWith("@") ? "@" : "$", readTokens(rooted, text));
}

function fail(text: string, problem: string): never {
  throw new InvalidPathError(`path '${text}': ${problem}`);
}

function readTokens(text: string, whole: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 1; at < text.length;) {
    const [token, end] = readToken(text, at, whole);
    if (token !== undefined) tokens.push(token);
    at = end;
  }
  return tokens;
}

/** The token at `at`, none for a dot before a bracket, and where the next one starts. */
function readToken(text: string, at: number, whole: string): [Token | undefined, number] {
  const character = text[at];
  if (character === " ") fail(whole, `has a blank at ${at}; write ['my name'] for a name with blanks`);
  if (character === "$") return [{ kind: "root" }, at + 1];
  if (character === "*") return [{ kind: "wildcard" }, at + 1];
  if (character === "[") {
    const end = findBracketEnd(text, at);
    return [parseBracket(text.slice(at, end), whole), end];
  }
  if (character !== ".") return readName(text, at, whole);
  const next = text[at + 1];
  if (next === undefined) fail(whole, "ends with '.'; name a member after it");
  if (next === ".") return [{ kind: "scan" }, at + 2];
  if (next === "[" || next === " ") return [undefined, at + 1];
  const [token, end] = readName(text, at + 1, whole);
  return text.slice(at + 1, end) === "*" ? [{ kind: "wildcard" }, end] : [token, end];
}

/** A name without brackets, which is read as if it stood in brackets and single quotes. */
function readName(text: string, at: number, whole: string): [Token, number] {
  const length = text.slice(at).search(/[.[ ]/);
  const end = length === -1 ? text.length : at + length;
  return [parseBracket(`['${text.slice(at, end)}']`, whole), end];
}

/** Where the bracket that opens at `at` closes, or the end of the text; quotes are not looked at. */
function findBracketEnd(text: string, at: number): number {
  let depth = 0;
  for (let index = at + 1; index < text.length; index++) {
    if (text[index] === "]" && depth-- === 0) return index + 1;
    if (text[index] === "[") depth++;
  }
  return text.length;
}

function createPath(root: "$" | "@", tokens: readonly Token[]): Path {
  const definite = tokens.map(isDefinite);
  const lastIndefinite = definite.lastIndexOf(false);
  // Jayway 2.0.0 looks from the token before onwards, to the end of the path.
  const upstreamDefinite = definite.map((own, index) => own && Math.max(index - 1, 0) > lastIndefinite);
  return { root, tokens, definite: lastIndefinite === -1, upstreamDefinite };
}

function isDefinite(token: Token): boolean {
  if (token.kind === "index") return token.indexes.length === 1;
  return token.kind === "property" || token.kind === "fromEnd" || token.kind === "root";
}
