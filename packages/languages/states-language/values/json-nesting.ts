/** True if the brackets of a text of JSON, outside of its strings, nest deeper than the limit. */
export function nestsDeeperThan(limit: number, text: string): boolean {
  if (text.length <= limit) return false;
  let depth = 0;
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    if (character === '"') position = findStringEnd(text, position);
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > limit) return true;
  }
  return false;
}

function findStringEnd(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && text[position] !== '"') position += text[position] === "\\" ? 2 : 1;
  return position;
}
