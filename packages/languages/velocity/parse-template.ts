import { isDirective, parseDirective, parseSet } from "./parse-directives";
import { parseReference, skipReference } from "./parse-reference";
import type { ParsedReference } from "./parse-reference";
import type { Scanner } from "./scanner";
import type { Block, Statement } from "./syntax";

const set = /[ \t]*#(?:set|\{set\}) *\(/y;
const endings = /#(?:(end|else)(?![\w@])|\{(end|else)\})(?:[ \t]*(?:\r\n|\r|\n))?|#(?:(elseif)(?![\w@])|\{(elseif)\})/y;

/** The statements of a whole text. */
export function parseBlocks(scanner: Scanner): Block {
  return new BlockParser(scanner).parseUntil([""]).block;
}

/** The statements up to `#end`, which is read. */
export function parseBody(scanner: Scanner): Block {
  return scanner.nest(() => new BlockParser(scanner).parseUntil(["end"]).block);
}

/** Parses statements up to one of the words, which is read; the word `""` is the text's end. */
export function parseBranch(scanner: Scanner, words: readonly string[]): { block: Block; word: string } {
  return scanner.nest(() => new BlockParser(scanner).parseUntil(words));
}

class BlockParser {
  readonly #statements: Statement[] = [];

  constructor(readonly scanner: Scanner) {}

  parseUntil(words: readonly string[]): { block: Block; word: string } {
    while (!this.scanner.ended) {
      const start = this.scanner.at;
      const ending = this.scanner.match(endings);
      const word = ending?.slice(1).find((found) => found !== undefined);
      if (word !== undefined && words.includes(word)) return { block: this.#statements, word };
      if (word !== undefined) this.scanner.fail(`'#${word}' has nothing to end or to continue`, start);
      this.#parseStatement();
    }
    if (!words.includes("")) this.scanner.expected(words.map((word) => `#${word}`).join(" or "));
    return { block: this.#statements, word: "" };
  }

  #add(statement: Statement): void {
    this.#statements.push(statement);
  }

  /** Adds text; adjacent texts become one. */
  #addText(text: string): void {
    const last = this.#statements.at(-1);
    if (last?.kind === "text") this.#statements[this.#statements.length - 1] = { kind: "text", text: last.text + text };
    else if (text !== "") this.#add({ kind: "text", text });
  }

  #parseStatement(): void {
    const { scanner } = this;
    // blanks before #set belong to it, but only where no text comes before them
    if (scanner.match(set) !== undefined) return this.#add(parseSet(scanner));
    const text = scanner.match(/[^$#\\]+/y)?.[0];
    if (text !== undefined) this.#addText(text);
    else if (scanner.sees(/\\*\$/y)) this.#parseDollar();
    else if (scanner.next === "\\") this.#parseBackslashes();
    else this.#parseHash();
  }

  #parseDollar(): void {
    const { scanner } = this;
    const parsed = parseReference(scanner);
    if (parsed !== undefined) return this.#addReference(parsed);
    const text =
      scanner.match(/(?:\\*\$(?:\\*!)?)+(?![a-zA-Z_{\\])/y)?.[0] ?? scanner.match(/\\*\$(?:\\*!)?/y)?.[0] ?? "";
    if (scanner.ended) scanner.fail("ends with '$'; write a name after it");
    // a dollar right before a directive of the language is lost, before any other it makes it text. *Recorded* from Velocity 1.7
    if (scanner.sees(/[ \t]*#(?:set|\{set\}) *\(|\\*#(?:if|elseif|else|end|\{(?:if|elseif|else|end)\})(?![\w@])|#\*/y))
      return;
    // of a `$!` that names nothing, only the dollar is printed. *Recorded* from Velocity 1.7
    const printed = scanner.sees(/[[{}$]/y) ? text : text.replace(/\$\\*!/g, scanner.sees(/\.[a-zA-Z]/y) ? "" : "$");
    this.#addText(printed + (scanner.match(/#[a-zA-Z_@][\w@]*/y)?.[0] ?? ""));
  }

  /** Two ways of what follows a reference without braces to become part of it. *Recorded* from Velocity 1.7 */
  #addReference(parsed: ParsedReference): void {
    const { scanner } = this;
    this.#add({ kind: "print", ...parsed });
    const { source, steps } = parsed.reference;
    if (source.endsWith("}") && /^\$\\*!?\{/.test(source)) return;
    if (steps.findLast(({ kind }) => kind !== "index")?.kind === "property" && scanner.take("##"))
      return this.#addText("##");
    if (!scanner.sees(/\{(?:\\*\$(?:\\*!)?)?[a-zA-Z_]/y)) return;
    scanner.take("{");
    skipReference(scanner);
    this.#addText("{");
  }

  /** An odd number of backslashes makes a directive text; of pairs before a directive, one half is printed. */
  #parseBackslashes(): void {
    const { scanner } = this;
    const [, backslashes = "", directive = ""] = scanner.match(/(\\+)(#(?:[a-zA-Z_@][\w@]*|\{[a-zA-Z_]\w*\}))?/y) ?? [];
    const name = directive.replace(/[#{}]/g, "");
    const known = isDirective(name) || scanner.macros.has(name);
    const escaped = backslashes.length % 2 === 1;
    const halved = known && (escaped || name !== "set");
    const printed = halved ? backslashes.slice(0, backslashes.length >> 1) : backslashes;
    this.#addText(escaped ? printed + directive : printed);
    if (!escaped) scanner.at -= directive.length;
  }

  #parseHash(): void {
    const { scanner } = this;
    if (scanner.match(/##[^\r\n]*(?:\r\n|\r|\n)?/y) !== undefined) return;
    if (scanner.sees(/#\*/y)) return this.#skipComment();
    if (scanner.sees(/#\[\[/y)) return this.#readUnparsed();
    const start = scanner.at;
    const name = scanner.match(/#(?:([a-zA-Z_@][\w@]*)|\{([a-zA-Z_]\w*)\})/y);
    if (name !== undefined) {
      const parsed = parseDirective(scanner, { name: name[1] ?? name[2] ?? "", start });
      if (typeof parsed === "string") this.#addText(parsed);
      else if (parsed !== undefined) this.#add(parsed);
      return;
    }
    const text = scanner.match(/#(?:-?\d+(?:\.\d+)?)?/y)?.[0] ?? "";
    // a hash that names nothing is lost before #set
    if (text === "#" && scanner.sees(set)) return;
    if (scanner.ended && text === "#") scanner.fail("ends with '#'; write a directive after it");
    this.#addText(text);
  }

  #skipComment(): void {
    const end = this.scanner.text.indexOf("*#", this.scanner.at + 2);
    // an open comment goes on to the end, but for one without text. *Recorded* from Velocity 1.7
    if (/^#\*#?$/.test(this.scanner.text.slice(this.scanner.at)))
      this.scanner.fail("'#*' is not closed; expected '*#'");
    this.scanner.at = end === -1 ? this.scanner.text.length : end + 2;
  }

  #readUnparsed(): void {
    const { scanner } = this;
    const end = scanner.text.indexOf("]]#", scanner.at + 3);
    if (end === -1) scanner.fail("'#[[' is not closed; expected ']]#'");
    this.#addText(scanner.text.slice(scanner.at + 3, end));
    scanner.at = end + 3;
  }
}
