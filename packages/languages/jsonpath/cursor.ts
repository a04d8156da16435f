import { InvalidPathError } from "./errors";

/**
 * A position in a text that is read character by character. Looking at a character beyond the text fails, as it does in
 * Jayway, whose grammar counts on that; blanks are spaces only.
 */
export class Cursor {
  position = 0;
  #last: number;

  constructor(readonly text: string) {
    this.#last = text.length - 1;
  }

  /** How much of the text is left in play from its start. */
  get length(): number {
    return this.#last + 1;
  }

  get atTail(): boolean {
    return this.position >= this.#last;
  }

  has(index: number = this.position): boolean {
    return index >= 0 && index <= this.#last;
  }

  at(index: number = this.position): string {
    const character = this.text[index];
    if (character === undefined) throw new InvalidPathError(`path '${this.text}': ends too early, at ${index}`);
    return character;
  }

  is(character: string, index: number = this.position): boolean {
    return this.at(index) === character;
  }

  lastIs(character: string): boolean {
    return this.text[this.#last] === character;
  }

  /** Drops blanks at both ends. */
  trim(): this {
    this.skipBlanks();
    while (this.position < this.#last && this.lastIs(" ")) this.#last--;
    return this;
  }

  skipBlanks(): this {
    while (this.position < this.#last && this.text[this.position] === " ") this.position++;
    return this;
  }

  /** Takes `open` from the start and `close` from the end, or fails with `problem`. */
  strip(open: string, close: string, problem: string): void {
    if (!this.is(open) || (close !== "" && !this.lastIs(close))) throw new InvalidPathError(problem);
    this.position++;
    if (close !== "") this.#last--;
    this.trim();
  }

  /** The index of the first character after `from` that is not blank; may lie beyond the text. */
  nextSignificantIndex(from: number = this.position): number {
    let index = from + 1;
    while (this.has(index) && this.text[index] === " ") index++;
    return index;
  }

  /** The first character after `from` that is not blank, or a blank at the end. */
  nextSignificant(from: number = this.position): string {
    const index = this.nextSignificantIndex(from);
    return this.has(index) ? this.at(index) : " ";
  }

  /** The index of `character` if it is the next that is not blank, else -1. */
  indexOfNext(character: string, from: number = this.position): number {
    const index = this.nextSignificantIndex(from);
    return this.has(index) && this.is(character, index) ? index : -1;
  }

  /** The index of the last character before the position that is not blank, or -1. */
  previousSignificantIndex(): number {
    let index = this.position - 1;
    while (index >= 0 && this.text[index] === " ") index--;
    return index;
  }

  indexOf(character: string, from: number): number {
    const index = this.text.indexOf(character, from);
    return this.has(index) ? index : -1;
  }

  /** The index of the next `character` after `from` without a backslash before it, or -1. */
  indexOfUnescaped(character: string, from: number = this.position): number {
    for (let index = from + 1; this.has(index); index++) {
      if (this.text[index] === "\\") index++;
      else if (this.text[index] === character) return index;
    }
    return -1;
  }

  /** The index of the bracket that closes the one at `from`, strings (and regular expressions) skipped, or -1. */
  indexOfClosing(from: number, [open, close]: readonly [string, string], quotes: string): number {
    let depth = 1;
    for (let index = from + 1; this.has(index); index++) {
      for (const quote of quotes) {
        if (this.text[index] !== quote && !(quote === "'" && this.text[index] === '"')) continue;
        const end = this.indexOfUnescaped(this.at(index), index);
        if (end === -1)
          throw new InvalidPathError(`path '${this.text}': no matching ${this.text[index]} for position ${index}`);
        index = end + 1;
      }
      if (this.at(index) === open) depth++;
      if (this.at(index) === close && --depth === 0) return index;
    }
    return -1;
  }

  /** Reads `word` if it comes next, blanks before it skipped. */
  take(word: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(word, this.position) || !this.has(this.position + word.length - 1)) return false;
    this.position += word.length;
    return true;
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  fail(what: string): never {
    throw new InvalidPathError(`path '${this.text}': ${what}`);
  }
}
