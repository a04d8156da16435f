import { readOwn } from "../json";
import { JsonPathError } from "./errors";

/** What becomes of the parts: so that a caller chooses its maps and its kinds of numbers. */
export interface PermissiveBuilder<Value> {
  readonly number: (text: string) => Value;
  readonly map: (members: [string, Value][]) => Value;
  readonly list: (items: Value[]) => Value;
  readonly constant: (value: string | boolean | null) => Value;
}

/** The deepest nesting that is read, as in json-smart 2.4 and later. */
const DEEPEST_NESTING = 400;

const constants: Readonly<Record<string, boolean | null>> = { null: null, true: true, false: false };
const numberForm = /^-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$|^-(?:\.\d+)?$/;
/** A text without quotes, by the characters that end it. */
const bareForms: Readonly<Record<string, RegExp>> = { ",]": /[^,\]]*/y, ",}": /[^,}]*/y, ":": /[^:]*/y };
const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * The value of a text that need not be JSON, as json-smart reads it in its permissive mode: single quotes and texts
 * without quotes are strings, missing items are passed over, and what follows the first value is dropped.
 *
 * *Recorded* from API Gateway: `a=b` is a string, `null{` is a string, `{a` and `[a` fail; the rest from json-smart 2.6.
 *
 * @throws JsonPathError with json-smart's message
 */
export function parsePermissiveJson<Value>(text: string, builder: PermissiveBuilder<Value>): Value {
  return new PermissiveReader(text, builder).readValue("", 0);
}

class PermissiveReader<Value> {
  #at = 0;
  #backslash = -1;

  constructor(
    readonly text: string,
    readonly builder: PermissiveBuilder<Value>,
  ) {}

  /** Reads one value; a text without quotes ends before a character of `stops`. */
  readValue(stops: string, depth: number): Value {
    this.#skipBlanks();
    const character = this.text[this.#at] ?? "";
    if (character === "{" || character === "[") {
      if (depth >= DEEPEST_NESTING)
        throw new JsonPathError(`Malicious payload, having non natural depths position ${this.#at}`);
      this.#at++;
      return character === "{" ? this.#readMap(depth + 1) : this.#readList(depth + 1);
    }
    if (character === '"' || character === "'") return this.builder.constant(this.#readQuoted(character));
    if (character === ":" || character === "}" || character === "]") this.#failAt();
    const bare = this.#readBare(stops);
    if (Object.hasOwn(constants, bare)) return this.builder.constant(constants[bare] ?? null);
    return numberForm.test(bare) ? this.builder.number(bare === "-" ? "0" : bare) : this.builder.constant(bare);
  }

  #readList(depth: number): Value {
    const items: Value[] = [];
    for (;;) {
      this.#skipBlanks();
      const character = this.text[this.#at];
      if (character === undefined) this.#failAtEnd("EOF");
      if (character === "]" || character === ",") this.#at++;
      else items.push(this.readValue(",]", depth));
      if (character === "]") return this.builder.list(items);
    }
  }

  #readMap(depth: number): Value {
    const members = new Map<string, Value>();
    for (;;) {
      this.#skipBlanks();
      const character = this.text[this.#at];
      if (character === undefined) this.#failAtEnd("null");
      if (character === "}" || character === ",") {
        this.#at++;
        if (character === "}") return this.builder.map([...members]);
        continue;
      }
      const name = this.#readName();
      members.set(name, this.readValue(",}", depth));
    }
  }

  /** Reads a name and the colon after it. */
  #readName(): string {
    const character = this.text[this.#at] ?? "";
    if (":[]{".includes(character)) this.#failAt();
    const name = character === '"' || character === "'" ? this.#readQuoted(character) : this.#readBare(":");
    this.#skipBlanks();
    if (this.text[this.#at] === undefined) this.#failAtEnd("null");
    if (this.text[this.#at] !== ":") this.#failAt();
    this.#at++;
    return name;
  }

  #readQuoted(quote: string): string {
    const start = ++this.#at;
    const end = this.text.indexOf(quote, start);
    if (end !== -1 && end < this.#findBackslash(start)) {
      this.#at = end + 1;
      return this.text.slice(start, end);
    }
    for (; this.#at < this.text.length; this.#at++) {
      const character = this.text[this.#at];
      if (character === quote) return unescapeJson(this.text.slice(start, this.#at++));
      if (character === "\\") this.#at++;
    }
    return this.#failAtEnd("null");
  }

  /** Where the next backslash is: looked for once, however many texts lie before it. */
  #findBackslash(from: number): number {
    if (this.#backslash < from) {
      const found = this.text.indexOf("\\", from);
      this.#backslash = found === -1 ? Infinity : found;
    }
    return this.#backslash;
  }

  #readBare(stops: string): string {
    const pattern = bareForms[stops] ?? /[^]*/y;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.#at += found.length;
    return found.trim();
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #failAt(): never {
    throw new JsonPathError(`Unexpected character (${this.text[this.#at]}) at position ${this.#at}.`);
  }

  #failAtEnd(found: string): never {
    throw new JsonPathError(`Unexpected End Of File position ${this.text.length - 1}: ${found}`);
  }
}

function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (found, code: string | undefined, character: string) => {
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    if ("\"'\\/".includes(character)) return character;
    const known = readOwn(escapes, character);
    if (known === undefined) throw new JsonPathError(`Unexpected unicode escape sequence in ${found}.`);
    return known;
  });
}
