/** What a percent-encoded text stands for; one that is not well encoded stands as it is. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
