/** An element of SVG: what a file and the page's drawing are both made of. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Element | string)[];
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with the attributes that are not undefined. */
export function element(tag: string, attributes: Attributes, ...children: readonly (Element | string)[]): Element {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return { tag, attributes: Object.fromEntries(given), children };
}

/** The element as a text of XML; what JSON's texts hold is never markup. */
export function writeElement({ tag, attributes, children }: Element): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeText(String(value))}"`);
  const open = `<${tag}${written.join("")}`;
  if (children.length === 0) return `${open}/>`;
  const isNested = children.every((child) => typeof child !== "string") && NESTING.includes(tag);
  const inside = children.map((child) => (typeof child === "string" ? escapeText(child) : writeElement(child)));
  return isNested ? `${open}>\n${inside.join("\n")}\n</${tag}>` : `${open}>${inside.join("")}</${tag}>`;
}

/** What begins a line for each child, so that a difference of two files can be read. */
const NESTING: readonly string[] = ["svg", "g"];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text as XML takes it; a character that XML cannot hold becomes U+FFFD. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
