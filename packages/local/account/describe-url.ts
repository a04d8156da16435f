/** Returns a request's path and query string for the log: the values of the query may be secrets, and are left out. */
export function describeUrl(url = "/"): string {
  const [path = "", ...search] = url.split("?");
  if (search.length === 0) return path;
  const names = search
    .join("?")
    .split("&")
    .map((pair) => pair.replace(/=.*$/s, "=..."));
  return `${path}?${names.join("&")}`;
}
