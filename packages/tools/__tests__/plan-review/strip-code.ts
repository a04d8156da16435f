/**
 * What is left of Markdown when the code in it is taken out, as GitHub takes it: fenced blocks, code spans and `<code>`.
 * What a reader could be deceived by, a mention, a reference, HTML or Markdown, would have to stand in the rest.
 */
export function stripCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const marker = /^(`{3,})/.exec(line)?.[1];
    if (fence === undefined && marker !== undefined) fence = marker;
    else if (fence !== undefined) fence = new RegExp(`^\`{${fence.length},}\\s*$`).test(line) ? undefined : fence;
    else kept.push(line.startsWith("|") ? stripRow(line) : stripSpans(line));
  }
  return kept.join("\n");
}

/** The cells of a table's row are parted before the code in them is read. */
function stripRow(line: string): string {
  return line
    .split(/(?<!\\)\|/)
    .map(stripSpans)
    .join("|");
}

function stripSpans(line: string): string {
  return line.replaceAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, "CODE").replaceAll(/<code>(.*?)<\/code>/g, "CODE");
}

/** The contents of the `<code>` elements outside of code spans and blocks. */
export function listHtmlCode(markdown: string): string[] {
  const spans = markdown.replaceAll(/(?<!`)(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)/g, "");
  return [...spans.matchAll(/<code>(.*?)<\/code>/g)].map(([, text = ""]) => text);
}
