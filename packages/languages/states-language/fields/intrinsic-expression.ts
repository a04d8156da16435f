import type { Json } from "../../json";
import { readJson } from "../../jsonpath/read-json";

/** A call of an intrinsic function, or one of its arguments. */
export type IntrinsicExpression = IntrinsicCall | IntrinsicLiteral | IntrinsicPath;

export interface IntrinsicCall {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly IntrinsicExpression[];
}

/** A number, `true`, `false`, `null` or a quoted string. `template` is a string whose braces are still escaped. */
export interface IntrinsicLiteral {
  readonly kind: "literal";
  readonly value: Json;
  readonly template?: string;
}

export interface IntrinsicPath {
  readonly kind: "path";
  readonly text: string;
}

/** How deep calls may nest. @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const MAXIMUM_NESTING = 10;

const CALL = /(States\.[A-Za-z0-9]+)\s*\(/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*[,)])/y;
const WORD = /(?:true|false|null)(?=\s*[,)])/y;
const SPACE = /\s*/y;
const ESCAPED = new Set(["'", "{", "}", "\\"]);

/**
 * Reads the call of an intrinsic function, such as `States.Format('{}', $.name)`; functions and paths are not looked up.
 * Throws an Error in the developer form for a text that is not a call, has an escape other than `\'`, `\{`, `\}` and
 * `\\`, or nests deeper than 10.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader = new IntrinsicReader(text);
  const call = reader.readCall(1) ?? reader.fail("not a call of an intrinsic function");
  reader.skipSpace();
  return reader.position === text.length ? call : reader.fail("something follows the call");
}

class IntrinsicReader {
  position = 0;

  constructor(private readonly text: string) {}

  fail(problem: string): never {
    const wrong = `intrinsic function: ${problem} at character ${this.position + 1}, got ${JSON.stringify(this.text)}`;
    throw new Error(`${wrong}; write for example States.Format('Hello, {}', $.name)`);
  }

  skipSpace(): void {
    this.take(SPACE);
  }

  readCall(depth: number): IntrinsicCall | undefined {
    const name = this.take(CALL)?.[1];
    if (name === undefined) return undefined;
    if (depth > MAXIMUM_NESTING) this.fail(`more than ${MAXIMUM_NESTING} nested calls`);
    return { kind: "call", name, arguments: this.readArguments(depth) };
  }

  private readArguments(depth: number): IntrinsicExpression[] {
    const values: IntrinsicExpression[] = [];
    this.skipSpace();
    if (this.takeCharacter(")")) return values;
    for (;;) {
      values.push(this.readArgument(depth));
      this.skipSpace();
      if (this.takeCharacter(")")) return values;
      if (!this.takeCharacter(",")) this.fail("',' or ')' is missing");
    }
  }

  private readArgument(depth: number): IntrinsicExpression {
    this.skipSpace();
    const first = this.text[this.position];
    if (first === "'") return this.readString();
    if (first === "$") return this.readPath();
    const call = this.readCall(depth + 1);
    if (call !== undefined) return call;
    const literal = this.take(NUMBER)?.[0] ?? this.take(WORD)?.[0];
    if (literal === undefined) this.fail("an argument is missing or not a string, number, path or call");
    return { kind: "literal", value: readJson(literal) };
  }

  private readString(): IntrinsicLiteral {
    this.position++;
    let value = "";
    let template = "";
    for (;;) {
      const character = this.text[this.position++];
      if (character === undefined) this.fail("a string has no closing quote");
      if (character === "'") break;
      const literal = character === "\\" ? this.readEscape() : character;
      value += literal;
      template += character === "\\" && literal !== "'" ? `\\${literal}` : literal;
    }
    return { kind: "literal", value, template };
  }

  private readEscape(): string {
    const escaped = this.text[this.position++] ?? "";
    if (!ESCAPED.has(escaped)) this.fail(`\\${escaped} is not an escape`);
    return escaped;
  }

  /** A path ends at the comma or parenthesis outside its own brackets, parentheses and quotes. */
  private readPath(): IntrinsicPath {
    const start = this.position;
    let depth = 0;
    let quote: string | undefined;
    for (; this.position < this.text.length; this.position++) {
      const character = this.text[this.position] ?? "";
      if (quote !== undefined) {
        if (character === "\\") this.position++;
        else if (character === quote) quote = undefined;
      } else if (depth === 0 && (character === "," || character === ")")) break;
      else if (character === "'" || character === '"') quote = character;
      else if (character === "[" || character === "(") depth++;
      else if (character === "]" || character === ")") depth--;
    }
    return { kind: "path", text: this.text.slice(start, this.position).trimEnd() };
  }

  private takeCharacter(character: string): boolean {
    const found = this.text[this.position] === character;
    if (found) this.position++;
    return found;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match !== null) this.position = pattern.lastIndex;
    return match;
  }
}
