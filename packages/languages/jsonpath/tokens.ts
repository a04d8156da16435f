import type { Dialect } from "./dialect";

/** The parts of a path, in Jayway's terms. */
export type Token =
  | { readonly kind: "property"; readonly names: readonly string[]; readonly label: string }
  | { readonly kind: "index"; readonly indexes: readonly number[] }
  | { readonly kind: "fromEnd"; readonly offset: number }
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: "wildcard" }
  | { readonly kind: "scan" }
  | { readonly kind: "root" }
  | { readonly kind: "filter"; readonly accept: Predicate }
  | { readonly kind: "function"; readonly name: string; readonly arguments: readonly Argument[] };

export type Kind = Token["kind"];
export type TokenOf<K extends Kind> = Extract<Token, { kind: K }>;

/** What a function is given: a path into the document, or a value written in the path. */
export type Argument = { readonly path: Path } | { readonly json: string };

/** True if and only if the item passes the filter. */
export type Predicate = (item: unknown, context: Context) => boolean;

/** A path, parsed. */
export interface Path {
  readonly root: "$" | "@";
  readonly tokens: readonly Token[];
  readonly definite: boolean;
  /** For each token, whether all tokens before it are definite. */
  readonly upstreamDefinite: readonly boolean[];
}

/** What one evaluation shares with the evaluations inside its filters and functions. */
export interface Context {
  readonly dialect: Dialect;
  readonly root: unknown;
  /** Whether a missing member fails (as it does where a filter asks whether a path exists) or is passed over. */
  readonly requireProperties: boolean;
  /** Whether somebody only asks if something is selected, as a filter does of each item: no message is made then. */
  readonly isAsked: boolean;
  readonly budget: { steps: number };
}

/** The path of these tokens, as Jayway 2.10 sees it. */
export function createPath(root: "$" | "@", tokens: readonly Token[]): Path {
  const definite = tokens.map((token, index) => isDefinite(token, index === tokens.length - 1));
  const upstreamDefinite = definite.map((_, index) => definite.slice(0, index).every(Boolean));
  return { root, tokens, definite: definite.every(Boolean), upstreamDefinite };
}

/** The path to all children of what the path selects. */
export function appendWildcard({ root, tokens }: Path): Path {
  return createPath(root, [...tokens, { kind: "wildcard" }]);
}

/** True if and only if the path's last token is a function. */
export function isFunctionPath(path: Path): boolean {
  return path.tokens.at(-1)?.kind === "function";
}

function isDefinite(token: Token, last: boolean): boolean {
  if (token.kind === "property") return last || token.names.length === 1;
  if (token.kind === "index") return token.indexes.length === 1;
  return token.kind === "function";
}

/** The part of a property token in Jayway 2.10's messages. */
export function labelNames(names: readonly string[], quote: string): string {
  return `[${names.map((name) => quote + name.replace(/\\/g, "\\\\").replace(/'/g, "\\'") + quote).join(",")}]`;
}

const fragments: { readonly [K in Kind]: (token: TokenOf<K>) => string } = {
  property: ({ label }) => label,
  index: ({ indexes }) => `[${indexes.join(",")}]`,
  slice: ({ from, to }) => `[${from ?? ""}:${to ?? ""}]`,
  fromEnd: ({ offset }) => `[@.size()${offset}]`,
  root: () => "$",
  wildcard: () => "[*]",
  scan: () => "..",
  filter: () => "[?]",
  function: (token) => `.${token.name}${token.arguments.length > 0 ? "(...)" : "()"}`,
};

/** The tokens as Jayway writes a path in its messages: `['a'][0]`. */
export function formatTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => (fragments[token.kind] as (token: Token) => string)(token)).join("");
}
