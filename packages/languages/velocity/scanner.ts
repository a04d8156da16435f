import { TemplateSyntaxError } from "./errors";
import { DEEPEST_NESTING } from "./limits";
import type { Macro } from "./syntax";

/** A position in a template's text, and the rules that all parsers of the language share. */
export class Scanner {
  at = 0;
  #depth = 0;

  /** `macros` receives the macros that the text defines. */
  constructor(
    readonly text: string,
    readonly macros: Map<string, Macro> = new Map(),
  ) {}

  /** A scanner of a text that stands inside this one. */
  inner(text: string): Scanner {
    const inner = new Scanner(text, this.macros);
    inner.#depth = this.#depth;
    return inner;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  get next(): string {
    return this.text[this.at] ?? "";
  }

  /** Reads what the sticky pattern matches here; undefined, and nothing read, if it does not. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found;
  }

  /** True if the sticky pattern matches here. Nothing is read. */
  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  take(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  skipBlanks(): void {
    this.match(/[ \t\r\n]*/y);
  }

  /** Runs `parse` one level deeper, and fails where templates nest deeper than any honest one. */
  nest<Result>(parse: () => Result): Result {
    if (++this.#depth > DEEPEST_NESTING) this.fail(`nests deeper than ${DEEPEST_NESTING}; write it flatter`);
    const result = parse();
    this.#depth--;
    return result;
  }

  /** Fails with what is found here instead of `expected`. */
  expected(expected: string): never {
    return this.fail(
      `expected ${expected}, got ${this.ended ? "the end of the template" : `'${this.text.slice(this.at, this.at + 10)}'`}`,
    );
  }

  fail(what: string, at = this.at): never {
    throw new TemplateSyntaxError(what, locate(this.text, at));
  }
}

/** The line and column of an index into a text. */
export function locate(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
