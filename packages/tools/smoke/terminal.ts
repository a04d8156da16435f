/** Writes control characters as escapes: what a server sends must not steer the terminal. */
export function escapeControls(text: string): string {
  return text.replace(
    // C0 without tab and line feed, DEL and C1, and what reverses the direction of writing.
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Replaces secrets by asterisks, also where they stand inside JSON; one that is very short would hit other words. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 8)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

/** The URL without the values of its query string, which may be tokens or a signature. */
export function hideQuery(text: string): string {
  const url = new URL(text);
  const names = [...url.searchParams.keys()].map((name) => `${encodeURIComponent(name)}=***`);
  return `${url.protocol}//${url.host}${url.pathname}${names.length > 0 ? `?${names.join("&")}` : ""}`;
}
