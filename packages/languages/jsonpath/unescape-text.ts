const named: Readonly<Record<string, string>> = { r: "\r", f: "\f", t: "\t", n: "\n", b: "\b" };

/** The text with `\n`, `\u0041` and their kin replaced; a backslash before any other character is dropped. */
export function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (named[character] ?? character) : String.fromCharCode(parseInt(code, 16)),
  );
}
