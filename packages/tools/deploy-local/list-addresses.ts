/** An address that the endpoint serves, as `wscat -c` takes it. */
const ADDRESS = /^\s*try\s+npx wscat -c (\S+)(.*)$/gm;

/** Lines that call what an endpoint serves, by what its first page says; none of another AWS's. */
export function describeCalls(page: string): string {
  return [...page.matchAll(ADDRESS)]
    .map(([, url = "", more = ""]) => {
      const smoke = more === "" ? `  or   npm run smoke -- ${url}\n` : "";
      return `served at ${url}\n  try  npx wscat -c ${url}${more}\n${smoke}`;
    })
    .join("");
}
