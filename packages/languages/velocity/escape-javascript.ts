const named: Readonly<Record<string, string>> = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r" };

/** Bytes as two digits. */
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, "0"));

/**
 * The text as Commons Lang's escapeJavaScript writes it: quotes of both kinds, backslashes and slashes with a backslash,
 * control characters and all beyond ASCII as `\u00E9`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function escapeJavaScript(text: string): string {
  if (/[^ -\x7f]/.test(text)) return text.replace(/["'\\/]|[^ -\x7f]/g, escapeCharacter);
  // all that is left is quotes and slashes, most of which JSON escapes alike, much faster than a callback
  let escaped = /["\\]/.test(text) ? JSON.stringify(text).slice(1, -1) : text;
  if (escaped.includes("/")) escaped = escaped.replaceAll("/", "\\/");
  return escaped.includes("'") ? escaped.replaceAll("'", "\\'") : escaped;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0x20 && code < 0x80) return `\\${character}`;
  return named[character] ?? `\\u${digits[code >> 8] ?? ""}${digits[code & 0xff] ?? ""}`;
}
