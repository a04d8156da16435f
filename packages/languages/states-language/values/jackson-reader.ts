import { readNumber, readWord } from "./jackson-scalars";
import { JacksonInput } from "./jackson-input";

/** What Jackson says of a text that is not JSON, and where it stood: both counted from 1. */
export interface JsonError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Prints a location within a message. */
export type PrintLocation = (line: number, column: number) => string;

interface Container {
  readonly kind: "root" | "Array" | "Object";
  readonly line: number;
  readonly column: number;
  size: number;
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/**
 * Reads a text token by token as Jackson's ReaderBasedJsonParser does, to its first error; a text without one is
 * described as trailing tokens after a value.
 */
export function readJson(text: string, printLocation: PrintLocation): JsonError {
  const input = new JacksonInput(text);
  const message = input.catchFailure(() => new Reader(input, printLocation).readAll());
  return { message, line: input.line, column: input.column };
}

class Reader {
  private readonly containers: Container[] = [{ kind: "root", line: 1, column: 0, size: 0 }];

  constructor(
    private readonly input: JacksonInput,
    private readonly printLocation: PrintLocation,
  ) {}

  readAll(): never {
    for (;;) {
      const first = this.input.skipSpace();
      if (first === undefined) this.failAtEnd();
      if (first === "]" || first === "}") this.close(first);
      else this.readEntry(first);
    }
  }

  private get container(): Container {
    return this.containers[this.containers.length - 1] as Container;
  }

  private failAtEnd(): never {
    const { kind, line, column, size } = this.container;
    if (kind === "root") this.input.fail(size === 0 ? "No content to map due to end-of-input" : "Unexpected content");
    const start = this.printLocation(line, column);
    this.input.fail(`Unexpected end-of-input: expected close marker for ${kind} (start marker at ${start})`);
  }

  private close(marker: string): void {
    const { kind, line, column } = this.container;
    if (kind === (marker === "]" ? "Array" : "Object")) {
      this.containers.pop();
      return;
    }
    const expected = marker === "]" ? "}" : "]";
    const start = this.printLocation(line, column);
    this.input.fail(`Unexpected close marker '${marker}': expected '${expected}' (for ${kind} starting at ${start})`);
  }

  private readEntry(character: string): void {
    const { kind } = this.container;
    const isFirst = this.container.size++ === 0;
    if (kind === "root") return isFirst ? this.readValue(character) : this.failOnTrailing(character);
    let first = isFirst ? character : this.readComma(character);
    if (kind === "Object") {
      if (first !== '"') this.input.failAt(first, "was expecting double-quote to start field name");
      this.input.readString("name", " in field name");
      first = this.readColon();
    }
    this.readValue(first);
  }

  private readComma(character: string): string {
    const { kind } = this.container;
    if (character !== ",") this.input.failAt(character, `was expecting comma to separate ${kind} entries`);
    const next = this.input.skipSpace();
    return next ?? this.input.fail(`Unexpected end-of-input within/between ${kind} entries`);
  }

  private failOnTrailing(character: string): never {
    this.readValue(character);
    const allowed = "not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`";
    this.input.fail(
      `Trailing token found after value (bound as \`com.fasterxml.jackson.databind.JsonNode\`): ${allowed}`,
    );
  }

  private readColon(): string {
    const colon = this.input.skipSpace();
    if (colon === undefined) this.input.fail(`Unexpected end-of-input within/between ${this.container.kind} entries`);
    if (colon !== ":") this.input.failAt(colon, "was expecting a colon to separate field name and value");
    const next = this.input.skipSpace();
    return next ?? this.input.fail(`Unexpected end-of-input within/between ${this.container.kind} entries`);
  }

  private readValue(first: string): void {
    const { input } = this;
    if (first === "{" || first === "[") this.open(first);
    else if (first === '"') input.readString("string value", ": was expecting closing quote for a string value");
    else if (/[-\d]/.test(first)) readNumber(input, first, this.container.kind === "root");
    else if (first === "}") input.failAt(first, "expected a value");
    else if (!readWord(input, first, VALUES)) input.failAt(first, `expected a valid value ${VALUES}`);
  }

  private open(marker: "{" | "["): void {
    const kind = marker === "{" ? "Object" : "Array";
    this.containers.push({ kind, line: this.input.line, column: this.input.column - 1, size: 0 });
  }
}
