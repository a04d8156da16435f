/** Returns the address if it is one of HTTP. @throws Error of `where` for any other text */
export function requireHttpAddress(where: string, text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new Error(`${where}: not an http or https URL, got '${text}'; write it as in http://127.0.0.1:4566`);
}
