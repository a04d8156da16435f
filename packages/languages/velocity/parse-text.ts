import { TemplateSyntaxError } from "./errors";
import { parseBlocks } from "./parse-template";
import { locate } from "./scanner";
import type { Scanner } from "./scanner";
import type { Block, Expression } from "./syntax";

/**
 * Parses a text in quotes: doubled quotes stand for one, and there are no other escapes but `\u0041` in double quotes.
 * What stands in double quotes is a template of its own if it has a `$` or `#`.
 */
export function parseText(scanner: Scanner): Expression {
  const at = scanner.at;
  const found =
    scanner.match(/"([^"]*(?:""[^"]*)*)"|'([^']*(?:''[^']*)*)'/y) ??
    scanner.fail("text is not closed; expected a quote");
  const [, double, single] = found;
  if (double === undefined) return { kind: "literal", value: (single ?? "").replaceAll("''", "'") };
  const text = double
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll('""', '"');
  if (!/[$#]/.test(text)) return { kind: "literal", value: text };
  return scanner.nest(() => parseInterpolation(scanner, text, at));
}

function parseInterpolation(scanner: Scanner, text: string, at: number): Expression {
  try {
    // as in Velocity, a blank follows the text while it is parsed, so that a last `$` or `#` is text
    const inner = scanner.inner(text.includes("##") ? text : `${text} `);
    const block = parseBlocks(inner);
    return { kind: "interpolation", block: text.includes("##") ? block : dropLastBlank(block), at };
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new TemplateSyntaxError(`text in quotes cannot be parsed, got ${error.message}`, locate(scanner.text, at));
  }
}

function dropLastBlank(block: Block): Block {
  const last = block.at(-1);
  if (last?.kind !== "text" || !last.text.endsWith(" ")) return block;
  return [...block.slice(0, -1), { kind: "text", text: last.text.slice(0, -1) }];
}
