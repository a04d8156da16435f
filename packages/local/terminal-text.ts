/**
 * What a terminal obeys instead of showing, and what makes text look other than it is: C0 and C1 controls, and Unicode's
 * separators and directions. Line feeds and tabs are not among them.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Returns the text with controls as JSON would escape them, such as `\u001b`. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The time of day (UTC) as entries of the log begin with it; milliseconds since 1970. */
export function printTime(epoch: number): string {
  return new Date(epoch).toISOString().slice(11, 23);
}
