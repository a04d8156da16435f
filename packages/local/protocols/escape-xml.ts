/** Returns a text as XML prints it; characters that XML cannot hold at all become its replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[<>&"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
