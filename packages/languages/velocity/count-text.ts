/** How often the part, which is not empty, stands in the text, no two overlapping. */
export function countText(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
