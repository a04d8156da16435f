import { parseExpression, parseOperand } from "./parse-expression";
import { parseReference } from "./parse-reference";
import { parseBody, parseBranch } from "./parse-template";
import type { Scanner } from "./scanner";
import type { Block, Branch, Expression, Statement } from "./syntax";

/** What a directive becomes: a statement, text, or nothing. */
type Parsed = Statement | string | undefined;

interface Directive {
  readonly name: string;
  /** Where its `#` is. */
  readonly start: number;
}

/** An argument of a directive: a value, or a bare word such as foreach's `in`. */
type Argument = Expression | { readonly kind: "word"; readonly word: string };

/** The directives by name. What is not here calls a macro, or is text. @see https://velocity.apache.org/engine/1.7/vtl-reference.html */
const directives: Readonly<Record<string, (scanner: Scanner, directive: Directive) => Parsed>> = {
  if: parseIf,
  foreach: parseForeach,
  macro: parseMacro,
  define: parseDefine,
  evaluate: (scanner, { start }) => {
    const text = expectArguments(scanner, "evaluate")[0];
    if (text?.kind !== "reference" && text?.kind !== "interpolation" && !isText(text))
      scanner.fail("#evaluate takes a text or a reference", start);
    return { kind: "evaluate", text: text as Expression, at: start };
  },
  include: parseInclude,
  parse: parseInclude,
  literal: (scanner) => {
    expectArguments(scanner, "literal");
    const start = scanner.at;
    parseBody(scanner);
    return scanner.text.slice(start, scanner.at).replace(/#(?:end|\{end\})\s*$/, "");
  },
  break: (scanner) => {
    const scope = parseArguments(scanner)?.[0];
    return { kind: "break", scope: scope?.kind === "reference" ? scope : undefined };
  },
  stop: (scanner) => {
    parseArguments(scanner);
    return { kind: "stop" };
  },
};

/** True for the name of a directive of the language itself. */
export function isDirective(name: string): boolean {
  return Object.hasOwn(directives, name) || ["set", "else", "elseif", "end"].includes(name);
}

/** Parses the directive whose name was just read. */
export function parseDirective(scanner: Scanner, directive: Directive): Parsed {
  if (directive.name === "set") return "#set";
  return (Object.hasOwn(directives, directive.name) ? (directives[directive.name] ?? parseCall) : parseCall)(
    scanner,
    directive,
  );
}

/** Parses `$a = 1)`. */
export function parseSet(scanner: Scanner): Statement {
  scanner.skipBlanks();
  const target = parseReference(scanner)?.reference ?? scanner.expected("a reference");
  scanner.skipBlanks();
  if (!scanner.take("=")) scanner.expected("'='");
  const value = parseExpression(scanner);
  closeArguments(scanner);
  return { kind: "set", target, value };
}

function parseIf(scanner: Scanner): Statement {
  const branches: Branch[] = [];
  for (;;) {
    scanner.skipBlanks();
    if (!scanner.take("(")) scanner.expected("'('");
    const condition = parseExpression(scanner);
    closeArguments(scanner);
    const { block, word } = parseBranch(scanner, ["elseif", "else", "end"]);
    branches.push({ condition, block });
    if (word === "end") return { kind: "if", branches, otherwise: [] };
    if (word === "else") return { kind: "if", branches, otherwise: parseBody(scanner) };
  }
}

function parseForeach(scanner: Scanner, { start }: Directive): Statement {
  const [variable, , list, instead] = expectArguments(scanner, "foreach", 2);
  if (variable?.kind !== "reference") return scanner.fail("#foreach takes a variable first", start);
  const missing: Expression = { kind: "literal", value: null };
  const walked = list === undefined || list.kind === "word" ? missing : list;
  const body = parseBody(scanner);
  // a reference too many takes the place of the body. *Recorded* from Velocity 1.7
  const block: Block =
    instead?.kind === "reference" ? [{ kind: "print", reference: instead, prefix: "", escaped: false }] : body;
  return { kind: "foreach", variable: variable.name, list: walked, block, at: start };
}

function parseMacro(scanner: Scanner, { start }: Directive): undefined {
  const [name, ...parameters] = expectArguments(scanner, "macro");
  if (name?.kind !== "word") return scanner.fail("#macro takes a name first, without quotes", start);
  if (parameters.some(({ kind }) => kind === "word")) scanner.fail("#macro takes references after its name", start);
  const names = parameters.map((parameter) => (parameter.kind === "reference" ? parameter.name : ""));
  scanner.macros.set(name.word, { parameters: names, block: parseBody(scanner) });
}

function parseDefine(scanner: Scanner, { start }: Directive): Statement {
  const [variable] = expectArguments(scanner, "define");
  if (variable?.kind !== "reference") return scanner.fail("#define takes a variable", start);
  return { kind: "define", variable: variable.name, block: parseBody(scanner) };
}

function parseInclude(scanner: Scanner, { name, start }: Directive): Statement {
  const [resource] = parseArguments(scanner) ?? [{ kind: "literal", value: "" } as const];
  if (resource === undefined || resource.kind === "word") return scanner.fail(`#${name} takes a text`, start);
  return { kind: "include", resource, at: start };
}

/** `#name(...)`, `#name`, or with a body `#@name(...) ... #end`. */
function parseCall(scanner: Scanner, { name, start }: Directive): Statement {
  const list = parseArguments(scanner) ?? [];
  const source = scanner.text.slice(start, scanner.at);
  if (scanner.macros.has(name) && list.some(({ kind }) => kind === "word"))
    scanner.fail(`macro #${name} takes values, no bare words`, start);
  const missing: Expression = { kind: "literal", value: null };
  const values = list.map((argument) => (argument.kind === "word" ? missing : argument));
  const hasBody = name.startsWith("@") && source.includes("(");
  const body: Block | undefined = hasBody ? parseBody(scanner) : undefined;
  return { kind: "call", name: name.replace(/^@/, ""), arguments: values, body, source, at: start };
}

function isText(argument: Argument | undefined): boolean {
  return argument?.kind === "literal" && typeof argument.value === "string";
}

function expectArguments(scanner: Scanner, name: string, least = 0): Argument[] {
  const list = parseArguments(scanner) ?? scanner.expected(`'(' after #${name}`);
  if (list.length < least) scanner.fail(`#${name} takes ${least} arguments, got ${list.length}`);
  return list;
}

/** The arguments in brackets, with or without commas between them; undefined if no bracket follows. */
function parseArguments(scanner: Scanner): Argument[] | undefined {
  if (scanner.match(/[ \t\r\n]*\(/y) === undefined) return undefined;
  const list: Argument[] = [];
  for (;;) {
    scanner.match(/[ \t\r\n]*,?[ \t\r\n]*/y);
    if (scanner.next === ")") {
      closeArguments(scanner);
      return list;
    }
    list.push(parseArgument(scanner));
  }
}

function parseArgument(scanner: Scanner): Argument {
  const value = scanner.nest(() => parseOperand(scanner));
  if (value !== undefined) return value;
  const word = scanner.match(/[a-zA-Z_@][\w@]*/y)?.[0] ?? scanner.expected("an argument or ')'");
  return { kind: "word", word };
}

/** Reads `)`, and the rest of the line if it is blank. */
function closeArguments(scanner: Scanner): void {
  if (scanner.match(/[ \t\r\n]*\)(?:[ \t]*(?:\r\n|\r|\n))?/y) === undefined) scanner.expected("')'");
}
