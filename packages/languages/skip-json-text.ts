const BACKSLASH = "\\".charCodeAt(0);

/** Where a text of JSON ends that begins at a quote: at its other quote, or at the end. Megabytes are passed over at once. */
export function skipJsonText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    // Two backslashes are one of the text's own.
    if ((end - before) % 2 === 0) return end;
  }
  return json.length;
}
