/** Ends the reading; never leaves `catchFailure`. */
class Failure extends Error {}

const ESCAPES = new Set(["b", "t", "n", "f", "r", '"', "/", "\\"]);
const COMMENT =
  "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";

/** The characters of a text, with Jackson's count of lines and columns and its words for what is wrong. */
export class JacksonInput {
  position = 0;
  line = 1;
  private lineStart = 0;

  constructor(private readonly text: string) {}

  /** The column of the next character, from 1. */
  get column(): number {
    return this.position - this.lineStart + 1;
  }

  /** Runs `read`, which ends with a failure, and returns the failure's message. */
  catchFailure(read: () => never): string {
    try {
      return read();
    } catch (error) {
      if (error instanceof Failure) return error.message;
      throw error;
    }
  }

  fail(message: string): never {
    throw new Failure(message);
  }

  failAt(character: string, comment: string): never {
    this.fail(`Unexpected character (${describeCharacter(character)}): ${comment}`);
  }

  failInNumber(character: string, comment: string): never {
    this.fail(`Unexpected character (${describeCharacter(character)}) in numeric value: ${comment}`);
  }

  peek(): string | undefined {
    return this.text[this.position];
  }

  next(): string | undefined {
    return this.text[this.position++] ?? this.endAt(this.text.length);
  }

  private endAt(position: number): undefined {
    this.position = position;
    return undefined;
  }

  /** The next character that is not white space, undefined at the end. */
  skipSpace(): string | undefined {
    for (;;) {
      const character = this.next();
      if (character === undefined) return undefined;
      if (character === "\n") this.startLine();
      else if (character === "\r") this.skipCarriageReturn();
      else if (character === "/") this.failAt(character, COMMENT);
      else if (character > " ") return character;
      else if (character !== " " && character !== "\t") this.failOnControl(character);
    }
  }

  private startLine(): void {
    this.line++;
    this.lineStart = this.position;
  }

  private skipCarriageReturn(): void {
    if (this.peek() === "\n") this.position++;
    this.startLine();
  }

  private failOnControl(character: string): never {
    const allowed = "only regular white space (\\r, \\n, \\t) is allowed between tokens";
    this.fail(`Illegal character (${describeCharacter(character)}): ${allowed}`);
  }

  /** Reads on to the quote that ends a string or name. */
  readString(what: string, atEnd: string): void {
    for (;;) {
      const character = this.next();
      if (character === undefined) this.fail(`Unexpected end-of-input${atEnd}`);
      if (character === '"') return;
      if (character === "\\") this.readEscape();
      else if (character < " ") {
        const remedy = `has to be escaped using backslash to be included in ${what}`;
        this.fail(`Illegal unquoted character (${describeCharacter(character)}): ${remedy}`);
      }
    }
  }

  private readEscape(): void {
    const character = this.nextOfEscape();
    if (ESCAPES.has(character)) return;
    if (character !== "u") this.fail(`Unrecognized character escape ${describeCharacter(character)}`);
    for (let count = 0; count < 4; count++) {
      const digit = this.nextOfEscape();
      if (!/[0-9a-fA-F]/.test(digit)) this.failAt(digit, "expected a hex-digit for character escape sequence");
    }
  }

  private nextOfEscape(): string {
    return this.next() ?? this.fail("Unexpected end-of-input in character escape sequence");
  }
}

function describeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32 || (code > 126 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${character}' (code ${code} / 0x${code.toString(16)})` : `'${character}' (code ${code})`;
}
